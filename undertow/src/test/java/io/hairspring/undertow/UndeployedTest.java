package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.Health;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An application in a class loader of its own that makes what starts threads, and then goes. */
class UndeployedTest {
  private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();

  @Test
  void threadsKeepNothingOfAnApplicationThatMadeThem() throws Exception {
    Application application = new Application();
    try {
      WeakReference<ClassLoader> gone = new WeakReference<>(deploy(application));
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .anyMatch(name -> name.equals("hairspring-clock"))
          .anyMatch(name -> name.startsWith("hairspring-source-"))
          .anyMatch(name -> name.equals("hairspring-events"))
          .anyMatch(name -> name.startsWith("hairspring-health-"))
          .anyMatch(name -> name.startsWith("hairspring-metrics-"));
      Until.isTrue(
          "collected while the library goes on",
          () -> {
            System.gc();
            return gone.get() == null;
          });
    } finally {
      application.close();
    }
  }

  /** Runs the application as a container would; nothing but its threads may keep its loader. */
  private static ClassLoader deploy(Application application) throws Exception {
    URL classes = Inside.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader = new ChildFirst(classes);
    Thread main =
        new Thread(
            () -> {
              Thread.currentThread().setContextClassLoader(loader);
              INHERITED.set(loader);
              run(loader, application);
            });
    main.start();
    main.join();
    return loader;
  }

  private static void run(ClassLoader loader, Application application) {
    try {
      loader
          .loadClass(Inside.class.getName())
          .getConstructor(Runnable.class)
          .newInstance((Runnable) application::start);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** What the application calls, of which its loader has a class of its own on the stack. */
  public static final class Inside {
    public Inside(Runnable start) {
      start.run();
    }
  }

  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(URL classes) {
      super(new URL[] {classes}, UndeployedTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(Inside.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
    }
  }

  /** Everything that starts threads. Belongs to the test, so it may be kept. */
  private static final class Application implements AutoCloseable {
    private MetricsCollector metrics;
    private EventRing<long[]> ring;
    private Health health;
    private MetricsServer server;

    void start() {
      metrics = MetricsCollector.create();
      metrics.latency("work_seconds", "Work.").register();
      metrics.source("pool", sink -> {}).every(Duration.ofHours(1)).register();
      ring =
          metrics.eventRing(
              EventSettings.defaults(), () -> new long[1], (from, to) -> {}, event -> {});
      health = Health.builder().check("fine", () -> CheckResult.healthy("")).build();
      server =
          MetricsServer.builder(metrics)
              .port(0)
              .health(health)
              .tsdb(URI.create("http://127.0.0.1:1/"))
              .start();
      try {
        get("metrics");
        get("metrics/health");
        get("api/metrics/health");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void get(String path) throws IOException {
      URL url = URI.create(server.url() + path).toURL();
      ((HttpURLConnection) url.openConnection(Proxy.NO_PROXY)).getResponseCode();
    }

    @Override
    public void close() {
      server.close();
      health.close();
      ring.close();
      metrics.close();
    }
  }
}
