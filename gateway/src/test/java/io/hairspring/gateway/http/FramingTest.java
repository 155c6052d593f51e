package io.hairspring.gateway.http;

import static io.hairspring.gateway.http.Framing.CHUNKED;
import static io.hairspring.gateway.http.Framing.CONTRADICTING;
import static io.hairspring.gateway.http.Framing.UNKNOWN_CODING;
import static io.hairspring.gateway.http.Framing.UNTIL_CLOSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112, section 6.3, case by case. */
class FramingTest {
  @Test
  void headAnswersAndThoseOfSomeStatusHaveNoBodyWhateverTheirHeadersSay() {
    HeaderMap headers = headers("Content-Length: 5", "Transfer-Encoding: chunked");
    assertThat(Framing.ofAnswer(Methods.HEAD, 200, false, headers)).isZero();
    assertThat(Framing.ofAnswer(Methods.GET, 204, false, headers)).isZero();
    assertThat(Framing.ofAnswer(Methods.GET, 304, false, headers)).isZero();
    assertThat(ofAnswer("Content-Length: 5", "Transfer-Encoding: chunked"))
        .isEqualTo(CONTRADICTING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
  void chunksEndABody(String coding) {
    assertThat(ofAnswer("Transfer-Encoding: " + coding)).isEqualTo(CHUNKED);
    assertThat(ofRequest("Transfer-Encoding: " + coding)).isEqualTo(CHUNKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked", "identity", ""})
  void otherCodingsAreNotKnown(String coding) {
    assertThat(ofAnswer("Transfer-Encoding: " + coding)).isEqualTo(UNKNOWN_CODING);
    assertThat(ofRequest("Transfer-Encoding: " + coding)).isEqualTo(UNKNOWN_CODING);
  }

  @Test
  void oldMessagesKnowNoCodings() {
    HeaderMap headers = headers("Transfer-Encoding: chunked");
    assertThat(Framing.ofRequest(true, headers)).isEqualTo(CONTRADICTING);
    assertThat(Framing.ofAnswer(Methods.GET, 200, true, headers)).isEqualTo(CONTRADICTING);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "007, 7", "999999999999999999, 999999999999999999"})
  void aLengthEndsABody(String length, long bytes) {
    assertThat(ofRequest("Content-Length: " + length)).isEqualTo(bytes);
    assertThat(ofAnswer("Content-Length: " + length, "Content-Length: " + length)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+1", "-1", "1 1", "1, 1", "0x1", "1.0", "9999999999999999999", "١"})
  void whatIsNoNumberIsNone(String length) {
    assertThat(ofRequest("Content-Length: " + length)).isEqualTo(CONTRADICTING);
    assertThat(ofAnswer("Content-Length: 1", "Content-Length: " + length)).isEqualTo(CONTRADICTING);
  }

  @Test
  void withoutBothARequestHasNoBodyAndAnAnswerEndsWithItsConnection() {
    assertThat(ofRequest()).isZero();
    assertThat(ofAnswer()).isEqualTo(UNTIL_CLOSE);
  }

  private static long ofAnswer(String... lines) {
    return Framing.ofAnswer(Methods.GET, 200, false, headers(lines));
  }

  private static long ofRequest(String... lines) {
    return Framing.ofRequest(false, headers(lines));
  }

  private static HeaderMap headers(String... lines) {
    HeaderMap headers = new HeaderMap();
    for (String line : lines) {
      int colon = line.indexOf(':');
      headers.add(new HttpString(line.substring(0, colon)), line.substring(colon + 1).strip());
    }
    return headers;
  }
}
