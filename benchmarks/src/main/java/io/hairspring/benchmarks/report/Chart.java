package io.hairspring.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A chart in SVG: a point for each figure on a logarithmic scale, and a line between what it lies.
 *
 * @param title with the unit
 */
record Chart(String title, List<Bar> bars) {
  private static final int WIDTH = 900;
  private static final int LEFT = 330;
  private static final int RIGHT = WIDTH - 90;
  private static final int TOP = 40;
  private static final int ROW = 18;
  private static final int MIDDLE = 4; // from the base of a text to its middle

  /**
   * A figure.
   *
   * @param ours whether it is Hairspring's
   */
  record Bar(String label, Estimate figure, boolean ours) {
    double least() {
      return figure.hasSpread() && figure.least() > 0 ? figure.least() : figure.value();
    }

    double most() {
      return figure.hasSpread() && !Double.isInfinite(figure.most())
          ? figure.most()
          : figure.value();
    }
  }

  /** Returns the chart, empty where no figure is above 0. */
  String svg() {
    List<Bar> shown = bars.stream().filter(bar -> bar.figure().value() > 0).toList();
    if (shown.isEmpty()) {
      return "";
    }
    Scale scale = Scale.of(shown.stream().flatMapToDouble(Chart::ends));
    int height = TOP + ROW * shown.size() + ROW;
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">",
        WIDTH,
        height);
    add(svg, "<title>%s</title>", Html.escaped(title));
    text(svg, LEFT, ROW, "start", title + ", logarithmic");
    for (int decade = scale.from; decade <= scale.to; decade++) {
      double x = scale.x(Math.pow(10, decade));
      add(
          svg,
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          x,
          TOP - MIDDLE,
          x,
          height - ROW);
      text(svg, x, height - MIDDLE, "middle", Text.number(Math.pow(10, decade)));
    }
    for (int i = 0; i < shown.size(); i++) {
      row(svg, shown.get(i), TOP + ROW / 2 + i * ROW, scale);
    }
    return svg.append("</svg>\n").toString();
  }

  private static DoubleStream ends(Bar bar) {
    return DoubleStream.of(bar.least(), bar.most());
  }

  private static void row(StringBuilder svg, Bar bar, int y, Scale scale) {
    text(svg, LEFT - 2 * MIDDLE, y + MIDDLE, "end", bar.label());
    String style = bar.ours() ? "ours" : "peer";
    add(
        svg,
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
        style,
        scale.x(bar.least()),
        y,
        scale.x(bar.most()),
        y);
    add(
        svg,
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/>",
        style,
        scale.x(bar.figure().value()),
        y);
    text(
        svg,
        scale.x(bar.most()) + 2 * MIDDLE,
        y + MIDDLE,
        "start",
        Text.number(bar.figure().value()));
  }

  private static void text(StringBuilder svg, double x, int y, String anchor, String text) {
    add(
        svg,
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        Html.escaped(text));
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Powers of ten from one to another, across the chart. */
  private record Scale(int from, int to) {
    static Scale of(DoubleStream figures) {
      var all = figures.summaryStatistics();
      int from = (int) Math.floor(Math.log10(all.getMin()));
      return new Scale(from, Math.max(from + 1, (int) Math.ceil(Math.log10(all.getMax()))));
    }

    double x(double figure) {
      return LEFT + (Math.log10(figure) - from) / (to - from) * (RIGHT - LEFT);
    }
  }
}
