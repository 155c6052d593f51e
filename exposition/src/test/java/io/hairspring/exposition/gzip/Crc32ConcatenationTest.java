package io.hairspring.exposition.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Crc32ConcatenationTest {
  @Property(tries = 500)
  void isTheCrcOfBothInARow(@ForAll byte[] first, @ForAll byte[] second) {
    assertThat(Crc32Concatenation.of(crc(first), crc(second), second.length))
        .isEqualTo(crc(first, second));
  }

  @Test
  void isSoForLongTextsToo() {
    byte[] first = {1, 2, 3};
    byte[] second = new byte[(1 << 24) + 12345];
    second[12345] = 1;
    assertThat(Crc32Concatenation.of(crc(first), crc(second), second.length))
        .isEqualTo(crc(first, second));
  }

  private static int crc(byte[]... parts) {
    CRC32 crc = new CRC32();
    for (byte[] part : parts) {
      crc.update(part);
    }
    return (int) crc.getValue();
  }
}
