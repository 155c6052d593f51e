package io.hairspring.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Results of steps that are over, by what they depend on: so that a run which was stopped goes on
 * where it was. Those of another jar are never found.
 */
final class Kept {
  private static final int NAME_LETTERS = 60;
  private static final int HASH_LETTERS = 16;

  private final Path folder;

  /** Keeps results in a folder, which is made if need be. */
  Kept(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns what was kept below a folder of this jar and this JVM; with classes that are in no jar,
   * so that nobody can tell whether they changed, nothing is.
   */
  static Kept of(Path folder, Path classPath) throws IOException {
    String key =
        Files.isRegularFile(classPath)
            ? contents(classPath)
            : "of no jar " + ProcessHandle.current().pid() + " " + System.nanoTime();
    return new Kept(
        folder.resolve(
            hash(
                key
                    + System.getProperty("java.vm.version")
                    + Runtime.getRuntime().availableProcessors())));
  }

  /** Returns what differs where a jar's files do, and not by when it was made. */
  private static String contents(Path jar) throws IOException {
    StringBuilder contents = new StringBuilder();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .sorted(Comparator.comparing(ZipEntry::getName))
          .forEach(
              entry ->
                  contents.append(entry.getName()).append(' ').append(entry.getCrc()).append('\n'));
    }
    return contents.toString();
  }

  /** Returns the result of a step that was asked for with the same options. */
  Optional<String> find(Step step, String options) throws IOException {
    Path file = file(step, options);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /** Keeps a result; a run that is stopped meanwhile leaves none. */
  void keep(Step step, String options, String result) throws IOException {
    Files.createDirectories(folder);
    Path whole = Files.createTempFile(folder, "part", "");
    Files.writeString(whole, result);
    Files.move(
        whole,
        file(step, options),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(Step step, String options) {
    String letters = step.name().replaceAll("[^A-Za-z0-9.]+", "-");
    return folder.resolve(
        letters.substring(0, Math.min(NAME_LETTERS, letters.length()))
            + "-"
            + hash(step.name() + "\n" + step.settings() + "\n" + options));
  }

  private static String hash(String text) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, HASH_LETTERS);
    } catch (NoSuchAlgorithmException impossible) { // every JDK has it
      throw new IllegalStateException(impossible);
    }
  }
}
