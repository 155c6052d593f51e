package io.hairspring.gateway.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.200, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "0.0.0.0/0, 192.0.2.7, true",
    "0.0.0.0/0, ::1, false",
    "::1, ::1, true",
    "fd00::/9, fd7f::1, true",
    "fd00::/9, fd80::1, false"
  })
  void anAddressIsOfANetworkOrNot(String network, String address, boolean trusted)
      throws UnknownHostException {
    assertThat(new TrustedProxies(List.of(network)).test().has(InetAddress.getByName(address)))
        .isEqualTo(trusted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129", "300.1.1.1"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedProxies(List.of(text)))
        .withMessageContaining("was \"" + text + "\"");
  }
}
