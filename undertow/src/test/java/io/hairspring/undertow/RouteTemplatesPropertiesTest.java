package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplatesPropertiesTest {
  private static final String BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final String BASE_62 = BASE_36 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** Identifiers that tell themselves from every word by their shape. */
  enum Exact {
    UUID_LOWER,
    UUID_UPPER,
    DIGITS,
    DIGITS_FEW,
    OBJECT_ID,
    SHA_1,
    ULID,
    TIME;

    String of(Random random) {
      return switch (this) {
        case UUID_LOWER -> uuid(random);
        case UUID_UPPER -> uuid(random).toUpperCase(Locale.ROOT);
        case DIGITS -> "1" + text(random, "0123456789", 12);
        case DIGITS_FEW -> "1" + text(random, "0123456789", 4);
        case OBJECT_ID -> "65" + text(random, "0123456789abcdef", 22);
        case SHA_1 -> "9f" + text(random, "0123456789abcdef", 38);
        case ULID -> "01H5" + text(random, CROCKFORD, 18) + "A1B2";
        case TIME -> "2024-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10) + "T10:00:00Z";
      };
    }
  }

  /** Identifiers that are only likely to look like one. */
  enum Likely {
    CUID,
    KSUID,
    NANO_ID,
    BASE_64,
    SHORT_SHA,
    EMAIL;

    String of(Random random) {
      return switch (this) {
        case CUID -> "c" + text(random, BASE_36, 24);
        case KSUID -> text(random, BASE_62, 27);
        case NANO_ID -> text(random, BASE_62 + "_-", 21);
        case BASE_64 -> {
          byte[] bytes = new byte[24];
          random.nextBytes(bytes);
          yield Base64.getUrlEncoder().encodeToString(bytes);
        }
        case SHORT_SHA -> text(random, "0123456789abcdef", 8);
        case EMAIL -> text(random, BASE_36, 6) + "@example.com";
      };
    }
  }

  private static String uuid(Random random) {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static String templateOf(String path) {
    return RouteTemplates.defaults().templateOf(path);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
        "report", "Report", "user", "avatar", "v1", "v2beta1", "gpt-4o", "s3", "chat", "my-file");
  }

  @Property(tries = 500)
  void anIdentifierBetweenWordsIsReplacedAndTheWordsAreKept(
      @ForAll Exact kind,
      @ForAll("words") String before,
      @ForAll("words") String after,
      @ForAll long seed) {
    String id = kind.of(new Random(seed));
    assertThat(templateOf("/files/" + id)).isEqualTo("/files/:id");
    assertThat(templateOf("/files/" + before + "-" + id + ".pdf"))
        .isEqualTo("/files/" + before + "-:id.pdf");
    assertThat(templateOf("/x/" + before + "_" + id + "." + after + "/raw"))
        .isEqualTo("/x/" + before + "_:id." + after + "/raw");
  }

  @Property(tries = 500)
  void severalInOneSegmentAreEachReplaced(
      @ForAll Exact one, @ForAll Exact other, @ForAll("words") String word, @ForAll long seed) {
    Random random = new Random(seed);
    assertThat(templateOf("/" + one.of(random) + "." + word + "." + other.of(random)))
        .isEqualTo("/:id." + word + ".:id");
  }

  @Property(tries = 5_000)
  void aTemplateIsItsOwnTemplate(@ForAll("paths") String path) {
    String template = templateOf(path);
    assertThat(templateOf(template)).isEqualTo(template);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .withChars("abfxTZ0123456789-_./:%@+=é")
            .ofMaxLength(80)
            .map("/"::concat),
        Arbitraries.strings().withChars("a@._:-%4T1id").ofMaxLength(20).map("/"::concat));
  }

  @ParameterizedTest
  @EnumSource(Likely.class)
  void tenThousandOfAKindAreFewEndpoints(Likely kind) {
    Random random = new Random(17);
    Set<String> templates = new HashSet<>();
    IntStream.range(0, 10_000)
        .mapToObj(i -> templateOf("/files/report-" + kind.of(random) + ".pdf"))
        .forEach(templates::add);
    assertThat(templates.size()).isLessThan(150);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/v1beta/models/gemini-2.5-flash-preview-04-17:generateContent",
        "/v1/models/gpt-4o",
        "/v1/models/gpt-4o-mini-2024-07-18",
        "/v1/models/gpt-3.5-turbo-0125",
        "/v1/models/claude-3-5-sonnet-20241022",
        "/models/meta-llama/Meta-Llama-3.1-70B-Instruct",
        "/models/mistralai/Mixtral-8x7B-Instruct-v0.1",
        "/models/text-embedding-ada-002",
        "/s3/oauth2/utf-8/base64/sha256/ipv4/h264",
        "/api/v1.2.3-rc1/getUserById2/OAuth2Callback",
        "/npm/lodash@4.17.21/@types/node",
        "/apis/apps/v1alpha1/replicasets",
        "/static/jquery-3.7.1.min.js",
        "/face2face/deadbeefdeadbeef/facade/decade",
        "/%C3%A9t%C3%A9/caf%C3%A9"
      })
  void namesAndVersionsAreKept(String path) {
    assertThat(templateOf(path)).isEqualTo(path);
  }

  @Property(tries = 200)
  void wordsOfLettersAreKept(@ForAll("texts") List<String> segments) {
    String path = "/" + String.join("/", segments);
    assertThat(templateOf(path)).isEqualTo(path);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("-_.")
        .ofMinLength(1)
        .ofMaxLength(40)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
