package io.hairspring.exposition.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as editors and people leave them. */
@SuppressWarnings("StringConcatToTextBlock") // every blank and line end counts here
class ConfigFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("m.properties");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() throws Exception {
    assertThat(read("\ufeffmetrics-port=9090\r\nmetrics-labels=zone=ä\r\n", "UTF-8"))
        .matches(settings -> settings.get(ConfigKeys.PORT).equals("9090"))
        .matches(settings -> settings.get(ConfigKeys.LABELS).equals("zone=ä"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void anotherEncodingIsSaidToBeOne(String encoding) {
    assertThatThrownBy(() -> read("metrics-labels=zone=ä\n", encoding))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            file
                + ": expected a readable properties file in UTF-8, was in another encoding, such"
                + " as UTF-16 or Latin-1");
  }

  @Test
  void aFileThatHasNoEndIsRefused() {
    file = Path.of("/dev/zero");
    assertThatThrownBy(() -> ConfigSettings.builder(HairspringConfig.KEYS).file(file))
        .hasMessageContaining("expected a readable properties file in UTF-8 of at most");
  }

  @Test
  void aSettingThatStandsTwiceIsRefusedWithBothLines() {
    String text = "# ports\nmetrics-port=1\n\nmax-series=\\\n  7\nmetrics-port = 1\n";
    assertThatThrownBy(() -> read(text, "UTF-8"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("metrics-port in " + file + ", lines 2 and 6: expected once, was given twice");
  }

  @ParameterizedTest
  @CsvSource({"metrics_port", "metrics.port", "METRICS-PORT"})
  void soIsOneThatStandsInTwoSpellings(String other) {
    assertThatThrownBy(() -> read("metrics-port:1\r" + other + " 2", "UTF-8"))
        .hasMessage(
            "metrics-port in "
                + file
                + ", line 1 and "
                + other
                + " in "
                + file
                + ", line 2: expected one of them, were both");
  }

  @Test
  void anAliasIsTheSameSetting() {
    assertThatThrownBy(() -> read("prefix=a_\nnamespace=b_", "UTF-8"))
        .hasMessageContaining("line 1 and namespace in")
        .hasMessageEndingWith("line 2: expected one of them, were both");
  }

  @Test
  void aMalformedEscapeIsCalledByItsLine() {
    assertThatThrownBy(() -> read("\n\nmetrics-labels=a=\\uZZ", "UTF-8"))
        .hasMessageContaining("in UTF-8, line 3: Malformed");
  }

  @Test
  void linesAreReadAsPropertiesAre() throws Exception {
    ConfigSettings settings =
        read(
            String.join(
                "\n",
                "! a comment \\",
                "",
                " \t# another\\",
                "metrics-port 9\\",
                "   0",
                "metrics-labels=a=b,\\",
                "#c=d\\\\",
                "metrics\\u002dpath=/x",
                ""),
            "UTF-8");
    assertThat(settings.get(ConfigKeys.PORT)).isEqualTo("90");
    assertThat(settings.get(ConfigKeys.LABELS)).isEqualTo("a=b,#c=d\\");
    assertThat(settings.get(ConfigKeys.PATH)).isEqualTo("/x");
  }

  @Test
  void codeAndVariablesMayNotSayASettingTwiceEither() {
    ConfigSettings.Builder builder = ConfigSettings.builder(HairspringConfig.KEYS);
    builder.set("metrics-port", "1");
    assertThatThrownBy(() -> builder.set("metrics-port", "1"))
        .hasMessage("metrics-port: expected once, was given twice");
  }

  private ConfigSettings read(String text, String encoding) throws Exception {
    Files.write(file, text.getBytes(Charset.forName(encoding)));
    return ConfigSettings.builder(HairspringConfig.KEYS).file(file).build();
  }
}
