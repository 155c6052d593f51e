package io.hairspring.undertow.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TsdbExceptionTest {
  @Test
  void whatBreaksOffOrCannotBeReachedIsAway() {
    assertReason(new ConnectException(), "away", 503);
    assertReason(new CompletionException(new EOFException()), "away", 503);
    assertReason(new IOException(new UnresolvedAddressException()), "away", 503);
  }

  @Test
  void whatTakesTooLongIsLateAlsoIfItIsWrapped() {
    assertReason(new TimeoutException(), "late", 503);
    assertReason(new HttpTimeoutException("slow"), "late", 503);
    assertReason(new IOException(new HttpTimeoutException("slow")), "late", 503);
  }

  @Test
  void whatIsAnsweredOtherwiseIsNonsense() {
    assertReason(new IOException(new ProtocolException()), "nonsense", 502);
    assertReason(new IllegalStateException(), "nonsense", 502);
    assertReason(new CompletionException(TsdbException.nonsense()), "nonsense", 502);
  }

  @Test
  void anErrorOfTheDatabaseKeepsItsStatus() {
    assertReason(new CompletionException(TsdbException.refused(422)), "nonsense", 422);
  }

  private static void assertReason(Throwable failure, String reason, int status) {
    TsdbException told = TsdbException.of(failure);
    assertThat(told.reason().label()).isEqualTo(reason);
    assertThat(told.status()).isEqualTo(status);
    assertThat(told.getMessage()).startsWith("the time-series database ");
    assertThat(told.getStackTrace()).isEmpty();
  }
}
