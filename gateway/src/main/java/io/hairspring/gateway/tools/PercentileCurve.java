package io.hairspring.gateway.tools;

import io.hairspring.gateway.tools.HdrPayload.Unit;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The percentile curve of a histogram as a picture, as HdrHistogram's plotter draws it: each step
 * to the right is ten times rarer, so that the tail can be seen.
 */
final class PercentileCurve {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 450;
  private static final int LEFT = 90;
  private static final int RIGHT = 30;
  private static final int TOP = 40;
  private static final int BOTTOM = 40;
  private static final int LINES = 5; // across
  private static final int TICKS_PER_HALVING = 5;

  private final Histogram histogram;
  private final Unit unit;
  private final int decades; // of rarity, along the axis
  private final StringBuilder out = new StringBuilder(8_192);

  private PercentileCurve(Histogram histogram, Unit unit) {
    this.histogram = histogram;
    this.unit = unit;
    decades =
        Math.max(1, (int) Math.ceil(Math.log10(Math.max(1.0, (double) histogram.getTotalCount()))));
  }

  /** Returns an SVG file. */
  static String svg(String title, Histogram histogram, Unit unit) {
    return new PercentileCurve(histogram, unit).draw(title);
  }

  private String draw(String title) {
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
            WIDTH,
            HEIGHT));
    text(LEFT, TOP - 20, "start", title + ", " + histogram.getTotalCount() + " recordings");
    for (int i = 0; i <= LINES; i++) {
      double value = (double) histogram.getMaxValue() * i / LINES;
      line(LEFT, y(value), WIDTH - RIGHT, y(value));
      text(LEFT - 8, y(value) + 4, "end", shown(value));
    }
    for (int decade = 0; decade <= decades; decade++) {
      line(x(decade), TOP, x(decade), HEIGHT - BOTTOM);
      text(x(decade), HEIGHT - BOTTOM + 20, "middle", percentile(decade));
    }
    out.append("<polyline fill=\"none\" stroke=\"#0b6bcb\" stroke-width=\"2\" points=\"");
    for (HistogramIterationValue each : histogram.percentiles(TICKS_PER_HALVING)) {
      double share = each.getPercentileLevelIteratedTo() / 100;
      double rarity = share >= 1 ? decades : Math.min(decades, -Math.log10(1 - share));
      out.append(
          String.format(
              Locale.ROOT, "%.1f,%.1f ", x(rarity), y((double) each.getValueIteratedTo())));
    }
    out.append(String.format(Locale.ROOT, "\"/>%n</svg>%n"));
    return out.toString();
  }

  private static String percentile(int decade) {
    return decade == 0
        ? "0 %"
        : String.format(
            Locale.ROOT, "%." + Math.max(0, decade - 2) + "f %%", 100 - 100 / Math.pow(10, decade));
  }

  private String shown(double steps) {
    return String.format(Locale.ROOT, "%.4g %s", steps / unit.steps(), unit.name()).strip();
  }

  private double x(double rarity) {
    return LEFT + (WIDTH - LEFT - RIGHT) * rarity / decades;
  }

  private double y(double value) {
    double most = Math.max(1.0, (double) histogram.getMaxValue());
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most;
  }

  private void line(double fromX, double fromY, double toX, double toY) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#d0d5da\"/>%n",
            fromX,
            fromY,
            toX,
            toY));
  }

  private void text(double x, double y, String anchor, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            escaped));
  }
}
