package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.NameEscaping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What parsers read of names of any characters, in each way of escaping them. */
class AnyNamesReadBackTest extends ReadByParsers {
  private static final String RESERVED = "hairspring_.*|.*_(total|bucket|created|info|sum|count)";
  private static final String VALUE = "say \"hi\"\\\n時";

  @Provide
  Arbitrary<String> names() {
    return anyNames().filter(name -> !NameEscaping.UNDERSCORES.metric(name).matches(RESERVED));
  }

  @Provide
  Arbitrary<List<String>> labels() {
    return anyNames()
        .filter(label -> !label.startsWith("__") && !label.matches("le|quantile"))
        .filter(label -> !NameEscaping.UNDERSCORES.label(label).matches("_name_|__name__"))
        .list()
        .uniqueElements(NameEscaping.UNDERSCORES::label)
        .ofMaxSize(4);
  }

  private static Arbitrary<String> anyNames() {
    return Arbitraries.oneOf(AnyText.texts(), AnyText.names(), Arbitraries.of("a.b", "a_b", "a:b"))
        .map(AnyText::written)
        .filter(name -> !name.isEmpty() && name.length() <= 200);
  }

  @Property(tries = 500)
  void namesComeBackAsTheyAreSpelled(
      @ForAll("names") String name,
      @ForAll("labels") List<String> labels,
      @ForAll NameEscaping escaping)
      throws Exception {
    MetricsCollector metrics =
        MetricsCollector.create(Rendered.config().withClockThread(false).withUtf8Names(true));
    metrics
        .histogram(name, "Help.")
        .buckets(1)
        .family(labels.toArray(String[]::new))
        .with(labels.stream().map(label -> VALUE).toList())
        .observe(0.5);
    Map<String, String> spelled = new TreeMap<>();
    labels.forEach(label -> spelled.put(escaping.label(label), VALUE));
    String family = escaping.metric(name);
    ReadBack put = new ReadBack();
    put.add(family + "_bucket", spelled, "le", "1.0", 1);
    put.add(family + "_bucket", spelled, "le", "Infinity", 1);
    put.add(family + "_count", spelled, 1);
    put.add(family + "_sum", spelled, 0.5);

    byte[] lines = Rendered.bytes(new PrometheusText(), metrics, escaping, name);
    byte[] open = Rendered.bytes(new OpenMetricsText(), metrics, escaping, name);
    boolean classic = escaping != NameEscaping.ALLOW_UTF_8;
    EveryFormat.assertSame(classic ? formats.text().read(lines) : quoted(lines), put, false);
    EveryFormat.assertSame(
        classic ? formats.openMetrics().read(open) : quotedOpen(open), put, false);
    byte[] protobuf = Rendered.bytes(new PrometheusProtobuf(), metrics, escaping, name);
    ReadBack read = ProtobufReader.read(protobuf);
    EveryFormat.assertSame(read, put, false);
    assertThat(read.helps()).containsOnlyKeys(family);
  }

  private static ReadBack quoted(byte[] answer) {
    return QuotedReader.read(new String(answer, StandardCharsets.UTF_8));
  }

  private static ReadBack quotedOpen(byte[] answer) {
    String lines = new String(answer, StandardCharsets.UTF_8);
    assertThat(lines).endsWith("# EOF\n");
    return QuotedReader.read(lines.substring(0, lines.length() - "# EOF\n".length()));
  }
}
