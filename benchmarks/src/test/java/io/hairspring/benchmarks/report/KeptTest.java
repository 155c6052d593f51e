package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {
  @TempDir private Path folder;

  private static Step step(String name, String... arguments) {
    return new Program(name, 1, List.of(arguments), (given, out) -> List.of());
  }

  private Path jar(String name, String contents, long madeMillis) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      ZipEntry entry = new ZipEntry("A.class");
      entry.setLastModifiedTime(FileTime.fromMillis(madeMillis));
      zip.putNextEntry(entry);
      zip.write(contents.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  @Test
  void aResultIsThatOfItsStepItsSettingsAndItsOptions() throws IOException {
    Kept kept = new Kept(folder.resolve("kept"));
    kept.keep(step("A.b x/y"), "-f 1", "result");

    assertThat(kept.find(step("A.b x/y"), "-f 1")).contains("result");
    assertThat(kept.find(step("A.b x-y"), "-f 1")).isEmpty();
    assertThat(kept.find(step("A.b x/y", "quick"), "-f 1")).isEmpty();
    assertThat(kept.find(step("A.b x/y"), "")).isEmpty();
  }

  @Test
  void theSameFilesInAJarMadeLaterFindWhatWasKept() throws IOException {
    Kept.of(folder, jar("a.jar", "same", 0)).keep(step("A"), "", "result");

    assertThat(Kept.of(folder, jar("b.jar", "same", 99_000_000_000L)).find(step("A"), ""))
        .contains("result");
    assertThat(Kept.of(folder, jar("c.jar", "other", 0)).find(step("A"), "")).isEmpty();
  }

  @Test
  void classesInNoJarFindNothing() throws IOException {
    Kept.of(folder, folder).keep(step("A"), "", "result");

    assertThat(Kept.of(folder, folder).find(step("A"), "")).isEmpty();
  }
}
