# The gateway as an image: docker build -t gateway .
# Who runs it is nobody in particular, and needs to write nothing: read-only file systems will do.
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /hairspring
COPY . .
RUN --mount=type=cache,target=/repository \
    mvn -B -q -Dmaven.repo.local=/repository -Dmaven.test.skip -pl gateway -am package
# Beside each other, as the jar's manifest names its libraries.
RUN mkdir /app && cp -r gateway/target/hairspring-gateway-*.jar gateway/target/lib /app/ && mv /app/hairspring-gateway-*.jar /app/gateway.jar

# Not a distroless one: src/monitoring/kubernetes.yml runs sleep before it stops a gateway.
FROM eclipse-temurin:21-jre
LABEL org.opencontainers.image.title="Hairspring gateway" \
      org.opencontainers.image.description="A reverse proxy that measures every request" \
      org.opencontainers.image.url="https://hairspring.io" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /app /app
# Inside a container, loopback reaches nobody. Publish the second port to those who scrape alone.
ENV HAIRSPRING_HOST=0.0.0.0 \
    HAIRSPRING_METRICS_HOST=0.0.0.0
EXPOSE 8080 9464
USER 65532:65532
# Not a shell: SIGTERM must reach the gateway, which then finishes what is in flight. JVM flags: JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "-jar", "/app/gateway.jar"]
