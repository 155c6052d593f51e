package io.hairspring.collector;

import io.hairspring.collector.series.WellFormed;
import io.hairspring.collector.snapshot.FamilyKind;
import java.util.List;

/**
 * Describes a state set.
 *
 * @param <S> what a state is told by
 */
public final class StateSetBuilder<S> extends InstrumentBuilder<StateSet<S>, StateSetBuilder<S>> {
  private final States<S> states;

  StateSetBuilder(CollectorCore core, String name, String help, List<S> states) {
    super(core, name, help, FamilyKind.STATESET, Disabled.stateSet());
    this.states = new States<>(name, states);
    if (states.stream().anyMatch(state -> !WellFormed.is(state.toString()))) {
      core.losses().malformed(name);
    }
  }

  @Override
  Family<StateSet<S>> open(List<String> labelNames) {
    return open(
        labelNames,
        (labels, values) -> new BitStateSet<>(labels, values, states, core().losses()),
        new BitStateSet.Reader<>(states));
  }
}
