package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a borrower was told: connections and failures. */
final class ToldBorrower implements ConnectionPool.Borrower {
  private final List<Object> told = new ArrayList<>();

  @Override
  public void connected(PooledConnection connection) {
    told.add(connection);
  }

  @Override
  public void refused(UpstreamFailure failure) {
    told.add(failure);
  }

  List<Object> told() {
    return told;
  }

  /** Returns the connection that was all it was told. */
  PooledConnection connection() {
    assertThat(told).singleElement().isInstanceOf(PooledConnection.class);
    return (PooledConnection) told.get(0);
  }
}
