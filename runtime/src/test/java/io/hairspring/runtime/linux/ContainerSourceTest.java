package io.hairspring.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSourceTest {
  private static final String GROUP = "sys/fs/cgroup/pod/app/";

  @TempDir private Path root;

  @Test
  void limitsOfVersion2AreTheTightestOfAllGroupsAround() {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "0::/pod/app\n")
        .with(GROUP + "cpu.max", "200000 100000\n")
        .with("sys/fs/cgroup/pod/cpu.max", "150000 100000\n")
        .with("sys/fs/cgroup/cpu.max", "max 100000\n")
        .with(GROUP + "memory.max", "2147483648\n")
        .with("sys/fs/cgroup/pod/memory.max", "1073741824\n")
        .with(
            GROUP + "cpu.stat",
            "usage_usec 9\n\nnr_periods 7\nnr_throttled 2\nthrottled_usec 500000\nnew 1 2\n");
    assertThat(told())
        .containsExactly(
            "process_cpu_cores_available 1.5",
            "process_cpu_periods_total 7",
            "process_cpu_throttled_periods_total 2",
            "process_cpu_throttled_seconds_total 0.5",
            "process_memory_limit_bytes 1073741824");
  }

  @Test
  void limitsOfVersion1AreReadWhereTheyAreMounted() {
    String cpu = "sys/fs/cgroup/cpu/";
    new LinuxFiles(root)
        .with("proc/self/cgroup", "3:memory:/elsewhere\n2:cpu,cpuacct:/elsewhere\n0::/\n")
        .with(cpu + "cpu.cfs_quota_us", "50000\n")
        .with(cpu + "cpu.cfs_period_us", "100000\n")
        .with(cpu + "cpu.stat", "nr_periods 7\nnr_throttled 2\nthrottled_time 250000000\n")
        .with("sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912\n");
    assertThat(told())
        .contains(
            "process_cpu_cores_available 0.5",
            "process_cpu_throttled_seconds_total 0.25",
            "process_memory_limit_bytes 536870912");
  }

  @Test
  void withoutALimitOnlyTheProcessorsAreShown() {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "4:memory:/\n0::/\n")
        .with("sys/fs/cgroup/cpu.max", "max 100000\n")
        .with("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(told()).containsExactly("process_cpu_cores_available " + processors);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "max", "50000", "50000 0", "0 100000", "-1 100000", "much 100000"})
  void aQuotaThatMakesNoSenseIsNone(String quota) {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "0::/\n")
        .with("sys/fs/cgroup/cpu.max", quota + "\n");
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(told()).containsExactly("process_cpu_cores_available " + processors);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "max", "0", "-1", "much", "1152921504606846976"})
  void aMemoryLimitThatMakesNoSenseIsNone(String limit) {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "0::/\n")
        .with("sys/fs/cgroup/memory.max", limit + "\n");
    assertThat(told()).noneMatch(line -> line.startsWith("process_memory_limit_bytes"));
  }

  @Test
  void throttlingIsThatOfTheInnermostGroupThatCountsIt() {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "0::/pod/app\n")
        .with(GROUP + "cpu.stat", "usage_usec 9\n")
        .with("sys/fs/cgroup/pod/cpu.stat", "nr_periods 7\n")
        .with("sys/fs/cgroup/cpu.stat", "nr_periods 8\n");
    assertThat(told())
        .contains(
            "process_cpu_periods_total 7",
            "process_cpu_throttled_periods_total 0",
            "process_cpu_throttled_seconds_total 0");
  }

  @Test
  void oneControllerIsEnough() {
    String cpu = "sys/fs/cgroup/cpu/";
    new LinuxFiles(root)
        .with("proc/self/cgroup", "2:cpu:/\n")
        .with(cpu + "cpu.cfs_quota_us", "50000\n")
        .with(cpu + "cpu.cfs_period_us", "100000\n");
    assertThat(told()).containsExactly("process_cpu_cores_available 0.5");
  }

  @Test
  void aGroupOutsideTheMountIsNotFollowed() {
    new LinuxFiles(root)
        .with("proc/self/cgroup", "0::/../../secret\n")
        .with("sys/fs/cgroup/memory.max", "1024\n")
        .with("sys/secret/memory.max", "1\n");
    assertThat(told()).contains("process_memory_limit_bytes 1024");
  }

  @Test
  void aMachineWithoutControlGroupsHasNoSource() {
    assertThat(ContainerSource.under(root)).isEmpty();
  }

  private List<String> told() {
    ContainerSource source = ContainerSource.under(root).orElseThrow();
    return LinuxFiles.told(source, source.families());
  }
}
