package io.hairspring.gateway.forwarded;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Networks of proxies that may say who asked, and for what. Immutable.
 *
 * @param networks such as {@code 10.0.0.0/8}, {@code ::1} or {@code fd00::/8}
 */
public record TrustedProxies(List<String> networks) {
  /** Nobody. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if one is no network
   */
  public TrustedProxies {
    networks = List.copyOf(networks);
    networks.forEach(Network::parse);
  }

  /** Returns a test for addresses. */
  Test test() {
    List<Network> parsed = networks.stream().map(Network::parse).toList();
    return address -> {
      for (int i = 0; i < parsed.size(); i++) {
        if (parsed.get(i).has(address.getAddress())) {
          return true;
        }
      }
      return false;
    };
  }

  /** Says whether an address is of one of the networks. */
  interface Test {
    boolean has(InetAddress address);
  }

  private static final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
      this.address = address;
      this.bits = bits;
    }

    static Network parse(String text) {
      int slash = text.indexOf('/');
      String host = slash < 0 ? text : text.substring(0, slash);
      try {
        // A name would be looked up; an address has digits first or a colon.
        if (!host.matches("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
          throw new NumberFormatException(host);
        }
        byte[] address = InetAddress.getByName(host).getAddress();
        int all = address.length * Byte.SIZE;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
          throw new NumberFormatException(text);
        }
        return new Network(address, bits);
      } catch (UnknownHostException | NumberFormatException e) {
        throw new IllegalArgumentException(
            "expected an address or a network such as 10.0.0.0/8, was \"" + text + "\"", e);
      }
    }

    boolean has(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit += Byte.SIZE) {
        int mask = 0xff00 >> Math.min(Byte.SIZE, bits - bit);
        int differing = address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE];
        if ((differing & mask & 0xff) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
