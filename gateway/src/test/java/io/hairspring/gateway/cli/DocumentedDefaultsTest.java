package io.hairspring.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.HairspringConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the tables of the documents say of settings that nobody gives is so. */
class DocumentedDefaultsTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern ROW = Pattern.compile("\\| (`.*?) \\|.*\\| ?(.*?) \\|");
  private static final Pattern NAME = Pattern.compile("`(?:--)?([a-z0-9-]+)");

  @Test
  void ofEverySetting() throws IOException {
    Map<String, String> defaults = defaults("configuration.md", "## Settings");
    defaults.replace("size-buckets", "100,1000,10000,100000,1000000,10000000,100000000");
    for (ConfigKey key : HairspringConfig.KEYS) {
      if (!key.otherwise().isEmpty()) {
        assertThat(defaults).containsEntry(key.name(), key.otherwise());
      }
    }
  }

  @Test
  void ofEveryFlag() throws IOException {
    Map<String, String> defaults = defaults("gateway.md", "## Flags of the gateway");
    for (String flag : List.of("port", "host", "metrics-port", "metrics-host", "metrics-path")) {
      assertThat(defaults).containsKey(flag);
    }
    defaults.replace("no-metrics", "false"); // a switch
    for (ConfigKey key : GatewayKeys.ALL) {
      if (defaults.containsKey(key.name()) && !key.otherwise().isEmpty()) {
        assertThat(defaults).containsEntry(key.name(), key.otherwise());
      }
    }
  }

  /** Returns what the table under a heading says, by name: a row has as many values as names. */
  private static Map<String, String> defaults(String page, String heading) throws IOException {
    String text = Files.readString(DOCS.resolve(page)) + "\n## ";
    String section = text.substring(text.indexOf(heading) + heading.length());
    Map<String, String> defaults = new HashMap<>();
    for (MatchResult row :
        ROW.matcher(section.substring(0, section.indexOf("\n## "))).results().toList()) {
      List<String> names = NAME.matcher(row.group(1)).results().map(name -> name.group(1)).toList();
      String[] values = row.group(2).split(", ", -1);
      for (int i = 0; i < names.size(); i++) {
        defaults.put(names.get(i), i < values.length ? values[i].replaceAll(" \\(.*", "") : "");
      }
    }
    return defaults;
  }
}
