package io.hairspring.exposition.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip                          | GZIP
          X-GZIP                        | GZIP
          gzip, deflate, br, zstd       | GZIP
          br;q=1.0, gzip;q=0.001        | GZIP
          *                             | GZIP
          *;q=0.5, identity;q=0.5       | GZIP
          gzip;q=0                      | IDENTITY
          gzip ; Q=0.000, *             | IDENTITY
          gzip;q=0.5, identity          | IDENTITY
          *;q=0                         | IDENTITY
          identity;q=0                  | IDENTITY
          deflate, br                   | IDENTITY
          gzip;q=high                   | IDENTITY
          gzip;q=.                      | IDENTITY
          gzip, identity;q=high         | GZIP
          *;q=0.1, identity;q=0.2       | IDENTITY
          gzip;q=0.2, identity;q=0.2    | GZIP
          "gzip", ;;, =                 | IDENTITY
          gzip;q=0, gzip                | IDENTITY
          gzip, identity;q=0            | GZIP_ONLY
          gzip;q=0.1, *;q=0             | GZIP_ONLY
          *, identity;q=0               | GZIP_ONLY
          """)
  void theWeightsDecide(String header, AcceptEncoding expected) {
    assertThat(AcceptEncoding.of(List.of(header))).isEqualTo(expected);
  }

  @Test
  void whoDoesNotAskIsAnsweredAsItIs() {
    assertThat(AcceptEncoding.of(List.of())).isEqualTo(AcceptEncoding.IDENTITY);
    assertThat(AcceptEncoding.of(List.of(""))).isEqualTo(AcceptEncoding.IDENTITY);
  }

  @Test
  void codingsBeyondTheBoundAreNotRead() {
    StringBuilder many = new StringBuilder();
    IntStream.range(0, 64).forEach(i -> many.append("coding-").append(i).append(','));
    assertThat(AcceptEncoding.of(List.of(many + "gzip"))).isEqualTo(AcceptEncoding.IDENTITY);
  }

  @Test
  void linesCountAsOneList() {
    assertThat(AcceptEncoding.of(List.of("br", "gzip;q=0.5"))).isEqualTo(AcceptEncoding.GZIP);
  }
}
