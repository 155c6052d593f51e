package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** The keys that are read, those that an editor knows, and those of the document are the same. */
class KeysTest {
  private static final String ROOT = "management.hairspring.";

  /** Those that only conditions read. */
  private static final List<String> SWITCHES =
      List.of(
          "metrics.export.enabled",
          "exemplars.enabled",
          "gateway.enabled",
          "management.health.hairspring.enabled");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z0-9.-]+)` \\| .+ \\|([^|]*)\\|$");

  @Test
  void anEditorKnowsEachKeyAndItsType() throws IOException {
    Map<String, String> read = new TreeMap<>();
    SWITCHES.forEach(key -> read.put(key, "java.lang.Boolean"));
    collect("", HairspringProperties.class, read);
    assertThat(metadata("type")).isEqualTo(read);
  }

  @Test
  void theDocumentListsEachKeyWithItsDefault() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(Files.readString(Path.of("..", "docs", "spring.md")))
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2).strip()));
    assertThat(rows).isEqualTo(metadata("defaultValue"));
  }

  @Test
  void anEditorIsToldWhatEachKeyDoes() throws IOException {
    assertThat(metadata("description").values()).allMatch(text -> text.endsWith("."));
  }

  private static void collect(String prefix, Class<?> type, Map<String, String> keys) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + dashed(component.getName());
      if (component.getType().isRecord()) {
        collect(key + ".", component.getType(), keys);
      } else {
        keys.put(key, name(component.getGenericType()));
      }
    }
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String name(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments())
          .map(KeysTest::name)
          .collect(Collectors.joining(",", generic.getRawType().getTypeName() + "<", ">"));
    }
    return type == boolean.class ? "java.lang.Boolean" : type.getTypeName();
  }

  /** Returns what the metadata say of each key, empty for nothing. */
  private static Map<String, String> metadata(String what) throws IOException {
    Map<String, String> said = new TreeMap<>();
    for (Object property : (List<?>) parsed().get("properties")) {
      Map<?, ?> members = (Map<?, ?>) property;
      Object value = members.get(what);
      String name = (String) members.get("name");
      String key = name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
      said.put(key, value == null ? "" : value.toString());
    }
    return said;
  }

  private static Map<String, Object> parsed() throws IOException {
    try (InputStream file =
        HairspringProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return JsonParserFactory.getJsonParser().parseMap(text);
    }
  }
}
