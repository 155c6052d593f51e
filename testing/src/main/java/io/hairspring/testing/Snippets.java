package io.hairspring.testing;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Java that documents show: found, compiled with the class path of the test, and loaded. */
public final class Snippets {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private Snippets() {}

  /** Returns the first block of Java in a document that contains {@code part}. */
  public static String of(Path document, String part) throws IOException {
    return BLOCK
        .matcher(Files.readString(document))
        .results()
        .map(found -> found.group(1))
        .filter(block -> block.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError(document + " shows no Java with " + part));
  }

  /**
   * Compiles a class, or fails, and returns what loads it.
   *
   * @param folder where its files go
   */
  public static URLClassLoader compile(Path folder, String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    String path = System.getProperty("java.class.path");
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                path,
                file.toString());
    if (errors != 0) {
      throw new AssertionError("what a document shows does not compile:\n" + source);
    }
    return new URLClassLoader(new URL[] {folder.toUri().toURL()});
  }
}
