package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.benchmarks.report.Chart.Bar;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HtmlTest {
  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  /** Returns the middle of each point. */
  private static List<Double> points(String svg) {
    return Pattern.compile("cx=\"([0-9.]+)\"")
        .matcher(svg)
        .results()
        .map(MatchResult::group)
        .map(point -> Double.valueOf(point.replaceAll("[^0-9.]", "")))
        .toList();
  }

  @Test
  void aPageIsWellFormedAndAsksNobodyForAnything() throws Exception {
    Measured measured =
        new JmhJson()
            .mean("A.hairspring", 3, 0.5)
            .mean("A.<other> & more", 30, Double.NaN)
            .measured(new Footprint("series", "Hairspring", 100));
    String page = Html.of(Page.of(Machine.current(), measured), Charts.of(measured));

    String body = page.substring(page.indexOf("<body>")).replace("</html>", "");
    assertThat(parsed(body).getElementsByTagName("svg").getLength()).isEqualTo(2);
    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http")
        .doesNotContain("<script")
        .contains("<th class=\"r\">time</th>")
        .contains("<code>bin/benchmark A</code>")
        .contains("&lt;other&gt; &amp; more");
  }

  @Test
  void aChartIsLogarithmicAndShowsTheSpread() {
    String svg =
        new Chart(
                "ns",
                List.of(
                    new Bar("a", new Estimate(1, 1, 10), true),
                    new Bar("b", new Estimate(10, 10, 10), false),
                    new Bar("c", new Estimate(100, -5, Double.POSITIVE_INFINITY), false)))
            .svg();

    List<Double> points = points(svg);
    assertThat(points.get(1) - points.get(0)).isEqualTo(points.get(2) - points.get(1));
    assertThat(svg)
        .contains(
            "class=\"ours\" x1=\"%.1f\" y1=\"49\" x2=\"%.1f\""
                .formatted(points.get(0), points.get(1)));
  }

  @Test
  void aChartOfNothingIsNothing() {
    assertThat(new Chart("ns", List.of()).svg()).isEmpty();
    assertThat(new Chart("ns", List.of(new Bar("a", Estimate.of(0), true))).svg()).isEmpty();
    assertThat(Html.of("## A\n\ntext", Map.of("A", List.of(new Chart("ns", List.of())))))
        .doesNotContain("<svg");
  }
}
