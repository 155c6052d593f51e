package io.hairspring.exposition.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/**
 * Reads a properties file line by line, as {@link Properties} reads each, so that a setting that
 * stands twice is seen, with both lines.
 */
final class ConfigFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final String EXPECTATION = ": expected a readable properties file in UTF-8";
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Path path;
  private final ConfigLayer layer;

  private ConfigFile(Path path, ConfigLayer layer) {
    this.path = path;
    this.layer = layer;
  }

  /**
   * Puts what a properties file in UTF-8 says into {@code layer}.
   *
   * @throws ConfigException if it cannot be read, has a key that nobody knows, or one twice
   */
  static void read(Path path, ConfigLayer layer) {
    new ConfigFile(Objects.requireNonNull(path, "path"), layer).read();
  }

  private void read() {
    String text = text();
    StringBuilder line = new StringBuilder(); // without the line breaks that are escaped
    int first = 1;
    int number = 0;
    for (String part : text.split("\r\n|\r|\n", -1)) {
      number++;
      if (line.isEmpty()) {
        first = number;
      }
      line.append(part).append('\n');
      if (!goesOn(line.charAt(0) == '\n' ? "" : part, line)) {
        read(line.toString(), first);
        line.setLength(0);
      }
    }
    read(line.toString(), first);
  }

  /** Returns whether the next line belongs to this one. */
  private static boolean goesOn(String part, StringBuilder line) {
    String beginning = line.toString().stripLeading();
    if (beginning.startsWith("#") || beginning.startsWith("!")) {
      return false;
    }
    int end = part.length();
    while (end > 0 && part.charAt(end - 1) == '\\') {
      end--;
    }
    return (part.length() - end) % 2 == 1;
  }

  private void read(String line, int number) {
    Properties one = new Properties();
    try {
      one.load(new StringReader(line));
    } catch (IOException | IllegalArgumentException malformed) {
      throw unreadable(", line " + number + ": " + malformed.getMessage());
    }
    for (String name : one.stringPropertyNames()) {
      String source = ConfigException.shown(name) + " in " + path;
      layer.put(source, number, name, one.getProperty(name));
    }
  }

  private String text() {
    byte[] bytes;
    try (InputStream file = Files.newInputStream(path)) {
      bytes = file.readNBytes(MOST_BYTES + 1);
    } catch (IOException cannot) {
      throw unreadable("; " + cannot.getClass().getSimpleName() + ": " + cannot.getMessage());
    }
    if (bytes.length > MOST_BYTES) {
      throw unreadable(" of at most " + MOST_BYTES + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
      }
    } catch (CharacterCodingException other) {
      // as what is in UTF-16 is said to be
    }
    throw unreadable(", was in another encoding, such as UTF-16 or Latin-1");
  }

  private ConfigException unreadable(String why) {
    return new ConfigException(path + EXPECTATION + why);
  }
}
