package io.hairspring.collector;

/**
 * Describes a state set.
 *
 * @param <S> what a state is told by
 */
public interface StateSetBuilder<S> extends InstrumentBuilder<StateSet<S>, StateSetBuilder<S>> {}
