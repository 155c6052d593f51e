package io.hairspring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSettingsTest {
  @Test
  void aFullRunHasEightJvmsOfEachSubject() {
    assertThat(LoadSettings.of().jvms()).isEqualTo(8);
    assertThat(LoadSettings.of().subjects()).hasSize(8).startsWith("nothing", "hairspring");
  }

  @Test
  void eachSettingChangesWhatItNames() {
    LoadSettings settings =
        LoadSettings.of(
            "quick",
            "jvms=2",
            "seconds=3",
            "warmup=4",
            "rate=5",
            "connections=6",
            "subjects=nothing,micrometer");

    assertThat(settings)
        .isEqualTo(new LoadSettings(2, 3, 4, 5, 6, List.of("nothing", "micrometer")));
    assertThat(settings.line()).isEqualTo("jvms=2 seconds=3 warmup=4 rate=5 connections=6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slow", "jvms", "jvms=", "jvms=0", "jvms=-1", "rate=1e3", "subjects=me"})
  void whatNobodyCanDoIsRefused(String argument) {
    assertThatThrownBy(() -> LoadSettings.of(argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" was given; expected ");
  }
}
