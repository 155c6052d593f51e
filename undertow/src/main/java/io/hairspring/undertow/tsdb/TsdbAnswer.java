package io.hairspring.undertow.tsdb;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * What a time-series database answers, from its head on.
 *
 * @param status the status of its answer: 200, or one from 400
 * @param body JSON as it arrives; whoever has the answer subscribes once, and cancels if it wants
 *     no more
 */
public record TsdbAnswer(int status, Flow.Publisher<List<ByteBuffer>> body) {}
