package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.StateSet;
import io.hairspring.collector.StateSetBuilder;
import io.hairspring.collector.internal.series.Utf8Text;
import io.hairspring.collector.view.FamilyKind;
import java.util.List;
import java.util.Map;

/**
 * Makes state sets of one bit per state.
 *
 * @param <S> what a state is told by
 */
public final class BitStateSetBuilder<S> extends SeriesBuilder<StateSet<S>, StateSetBuilder<S>>
    implements StateSetBuilder<S> {
  private final States<S> states;

  public BitStateSetBuilder(InstrumentContext context, String name, String help, List<S> states) {
    super(context, name, help, FamilyKind.STATESET, Disabled.stateSet());
    this.states = new States<>(name, states);
    if (states.stream().anyMatch(state -> !Utf8Text.is(state.toString()))) {
      context.losses().malformed(name);
    }
  }

  @Override
  Variety variety() {
    return Variety.STATE_SET;
  }

  @Override
  Map<String, Object> settings() {
    return Map.of("states", states.all());
  }

  @Override
  SeriesFamily<StateSet<S>> open(List<String> labelNames) {
    return open(
        labelNames,
        (labels, values) -> new BitStateSet<>(labels, values, states, context().losses()),
        new BitStateSet.Reader<>(states));
  }
}
