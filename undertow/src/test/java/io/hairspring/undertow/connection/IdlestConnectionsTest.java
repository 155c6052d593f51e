package io.hairspring.undertow.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Three connections, and then a hundred, of which some are quiet. */
class IdlestConnectionsTest {
  private final OpenConnection second = quietSince(2);
  private final OpenConnection third = quietSince(3);
  private final OpenConnection first = quietSince(1);
  private final IdlestConnections longestQuiet =
      new IdlestConnections(List.of(second, third, first));

  private static OpenConnection quietSince(long moment) {
    return new OpenConnection(null, null, new Place(moment), 0);
  }

  @Test
  void whoIsQuietForLongestGivesWayFirst() {
    assertThat(longestQuiet.giveWay()).isSameAs(first);
    assertThat(longestQuiet.giveWay()).isSameAs(second);
    assertThat(longestQuiet.giveWay()).isSameAs(third);
    assertThat(longestQuiet.giveWay()).isNull();
  }

  @Test
  void whoseRequestComesMeanwhileKeepsItsPlace() {
    assertThat(longestQuiet.giveWay()).isSameAs(first);
    assertThat(second.place().busy()).isTrue();
    assertThat(longestQuiet.giveWay()).isSameAs(third);
    assertThat(longestQuiet.giveWay()).isNull();
  }

  @Test
  void whoWasAnsweredMeanwhileGoesBehindTheOthers() {
    assertThat(longestQuiet.giveWay()).isSameAs(first);
    second.place().busy();
    second.place().quiet(4);
    assertThat(longestQuiet.giveWay()).isSameAs(third);
    assertThat(longestQuiet.giveWay()).isSameAs(second);
  }

  @Test
  void whoGaveWayHasNoPlaceForARequest() {
    longestQuiet.giveWay();
    assertThat(first.place().busy()).isFalse();
    first.place().quiet(5);
    assertThat(first.place().giveUp()).isFalse();
  }

  @Test
  void ofMoreThanOneLookFindsAllGiveWayInTheirOrder() {
    List<OpenConnection> many =
        LongStream.rangeClosed(1, 100).mapToObj(IdlestConnectionsTest::quietSince).toList();
    IdlestConnections ofMany = new IdlestConnections(many);
    assertThat(many).allSatisfy(next -> assertThat(ofMany.giveWay()).isSameAs(next));
    assertThat(ofMany.giveWay()).isNull();
  }
}
