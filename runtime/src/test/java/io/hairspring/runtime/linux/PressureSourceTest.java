package io.hairspring.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PressureSourceTest {
  private static final String SOME = "some avg10=1.00 avg60=2.00 avg300=3.00 total=2500000\n";
  private static final String FULL = "full avg10=0.00 avg60=0.00 avg300=0.00 total=1000000\n";

  @TempDir private Path root;

  @Test
  void theMachinesPressureIsShownWhereTheGroupHasNone() {
    new LinuxFiles(root).with("proc/pressure/cpu", SOME).with("proc/pressure/memory", SOME + FULL);
    assertThat(told())
        .containsExactly(
            "process_pressure_cpu_waiting_seconds_total 2.5",
            "process_pressure_memory_stalled_seconds_total 1",
            "process_pressure_memory_waiting_seconds_total 2.5");
  }

  @Test
  void thePressureOfTheOwnGroupGoesBeforeThatOfTheMachine() {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "0::/app.slice/gateway\n")
        .with("proc/pressure/io", SOME)
        .with("sys/fs/cgroup/app.slice/gateway/io.pressure", FULL);
    assertThat(told()).containsExactly("process_pressure_io_stalled_seconds_total 1");
  }

  @Test
  void thePressureOfAnOuterGroupIsNotTheProcesses() {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "0::/app.slice/gateway\n")
        .with("proc/pressure/io", SOME)
        .with("sys/fs/cgroup/app.slice/gateway/io.max", "")
        .with("sys/fs/cgroup/app.slice/io.pressure", FULL);
    assertThat(told()).containsExactly("process_pressure_io_waiting_seconds_total 2.5");
  }

  @Test
  void aContainerSeesItsOwnGroupAsTheTop() {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "0::/elsewhere\n")
        .with("proc/pressure/io", SOME)
        .with("sys/fs/cgroup/io.pressure", FULL);
    assertThat(told()).containsExactly("process_pressure_io_stalled_seconds_total 1");
  }

  @Test
  void whereBothVersionsAreMountedOnlyTheSecondTellsPressure() {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "odd:\n2:cpu:/app\n0::/app\n")
        .with("proc/pressure/cpu", SOME)
        .with("sys/fs/cgroup/cpu/app/cpu.pressure", FULL)
        .with("sys/fs/cgroup/unified/app/memory.pressure", FULL);
    assertThat(told())
        .containsExactly(
            "process_pressure_cpu_waiting_seconds_total 2.5",
            "process_pressure_memory_stalled_seconds_total 1");
  }

  @Test
  void aMachineThatTellsNoPressureHasNoSource() {
    assertThat(PressureSource.under(root)).isEmpty();
  }

  @Test
  void linesOfANewerKernelAreSkipped() {
    new LinuxFiles(root).with("proc/pressure/cpu", "few total=1\nsome total=much\n\n" + FULL);
    assertThat(told()).containsExactly("process_pressure_cpu_stalled_seconds_total 1");
  }

  private List<String> told() {
    PressureSource source = PressureSource.under(root).orElseThrow();
    return LinuxFiles.told(source, source.families());
  }
}
