package io.hairspring.collector.internal.latency;

import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.WindowView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * The families that a latency or value recorder is shown as: one of its own name, in the shapes
 * that can share it, then a summary if that must have a name of its own, then its gauges.
 */
public final class LatencyFamilies {
  private static final List<String> UNITS = List.of("_seconds", "_bytes");

  private final FamilyKind kind;
  private final String name;
  private final String help;
  private final List<String> labelNames;
  private final Set<LatencyShape> shapes;
  private final List<Double> quantiles; // that a summary shows
  private final List<LatencyGauge> gauges;
  private final boolean ofEpoch; // whether the gauges show the epoch, and not the window

  public LatencyFamilies(
      FamilyKind kind,
      String name,
      String help,
      List<String> allLabelNames,
      Set<LatencyShape> shapes,
      List<Double> quantiles,
      Collection<LatencyGauge> gauges,
      boolean ofEpoch) {
    this.kind = kind;
    this.name = name;
    this.help = help;
    this.labelNames = allLabelNames;
    this.shapes = shapes;
    this.quantiles = quantiles;
    this.gauges = List.copyOf(gauges);
    this.ofEpoch = ofEpoch;
  }

  /** Returns families that differ in the names of their labels. */
  public LatencyFamilies of(List<String> allLabelNames) {
    return new LatencyFamilies(kind, name, help, allLabelNames, shapes, quantiles, gauges, ofEpoch);
  }

  /** Returns all families, that of the recorder's own name first. */
  public List<FamilyView> views() {
    List<FamilyView> views = new ArrayList<>();
    Set<LatencyShape> first = shapes;
    boolean apart = shapes.size() > 1 && shapes.contains(LatencyShape.SUMMARY);
    if (apart) {
      first = EnumSet.copyOf(shapes);
      first.remove(LatencyShape.SUMMARY);
    }
    views.add(recorder(name, first));
    if (apart) {
      views.add(recorder(named("quantiles"), Set.of(LatencyShape.SUMMARY)));
    }
    for (LatencyGauge gauge : gauges) {
      String figure = gauge.name().toLowerCase(Locale.ROOT);
      String says = help + " (" + figure + (ofEpoch ? " of the epoch)" : " of the window)");
      views.add(new FamilyView(named(figure), says, FamilyKind.GAUGE, labelNames, Set.of(), name));
    }
    return views;
  }

  /** Returns all families, each with who shows its series. */
  public Map<FamilyView, SeriesReader<? super RecorderSeries>> readers(
      LatencyLayout layout, List<SlidingWindow> windows, WindowClock clock) {
    LatencyReader reader = new LatencyReader(layout, windows, quantiles);
    IntFunction<SeriesReader<RecorderSeries>> figures = figures(reader, clock);
    Map<FamilyView, SeriesReader<? super RecorderSeries>> readers = new LinkedHashMap<>();
    int shown = 0;
    for (FamilyView view : views()) {
      boolean gauge = view.kind() == FamilyKind.GAUGE;
      readers.put(view, gauge ? figures.apply(shown++) : reader.showing(view.shapes()));
    }
    return readers;
  }

  private IntFunction<SeriesReader<RecorderSeries>> figures(
      LatencyReader reader, WindowClock clock) {
    if (ofEpoch) {
      return new GaugeFigures<>(
              reader::epoch, clock, this.<LatencyView>each(gauge -> epoch -> figure(gauge, epoch)))
          ::reader;
    }
    return new GaugeFigures<>(
            reader::window, clock, this.<WindowView>each(gauge -> window -> figure(gauge, window)))
        ::reader;
  }

  private <V> List<ToDoubleFunction<? super V>> each(
      Function<LatencyGauge, ToDoubleFunction<? super V>> figure) {
    return gauges.stream().<ToDoubleFunction<? super V>>map(figure).toList();
  }

  private FamilyView recorder(String called, Set<LatencyShape> shapes) {
    return new FamilyView(called, help, kind, labelNames, shapes, name, quantiles);
  }

  private String named(String what) {
    for (String unit : UNITS) {
      if (name.endsWith(unit)) {
        return name.substring(0, name.length() - unit.length()) + "_" + what + unit;
      }
    }
    return name + "_" + what;
  }

  private static double figure(LatencyGauge gauge, WindowView window) {
    return switch (gauge) {
      case AVG -> window.mean();
      case MIN -> window.min();
      case MAX -> window.max();
      default -> window.quantile(quantile(gauge));
    };
  }

  private static double figure(LatencyGauge gauge, LatencyView epoch) {
    if (epoch.count() == 0) {
      return Double.NaN;
    }
    return switch (gauge) {
      case AVG -> epoch.mean();
      case MIN -> epoch.min();
      case MAX -> epoch.max();
      default -> epoch.quantile(quantile(gauge));
    };
  }

  private static double quantile(LatencyGauge gauge) {
    return switch (gauge) {
      case P50 -> 0.5;
      case P90 -> 0.9;
      case P95 -> 0.95;
      case P99 -> 0.99;
      case P999 -> 0.999;
      case AVG, MIN, MAX -> throw new IllegalStateException(gauge + " is no quantile");
    };
  }
}
