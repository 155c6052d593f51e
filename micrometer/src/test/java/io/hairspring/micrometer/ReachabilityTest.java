package io.hairspring.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.Reachability;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A native image is told of all that the module reaches by name, and of nothing else. */
class ReachabilityTest {
  @Test
  void metadataSaysWhatTheClassesReach() throws IOException {
    assertThat(Files.readString(Reachability.file("hairspring-micrometer")))
        .isEqualTo(Reachability.of(HairspringMeterRegistry.class));
  }
}
