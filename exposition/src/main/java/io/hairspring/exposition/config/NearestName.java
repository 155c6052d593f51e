package io.hairspring.exposition.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody probably meant. */
public final class NearestName {
  private static final int MOST_EDITS = 3;

  private NearestName() {}

  /** Returns the name closest to what was typed; null if none is close. */
  public static @Nullable String to(String typed, Collection<String> names) {
    String nearest = null;
    int fewest = MOST_EDITS + 1;
    for (String name : names) {
      int edits = edits(typed, name);
      if (edits < fewest && edits < name.length() - 2) {
        fewest = edits;
        nearest = name;
      }
    }
    return nearest;
  }

  /** Returns how many letters must be added, left out or changed (Levenshtein's distance). */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
