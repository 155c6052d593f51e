package io.hairspring.gateway.cli;

import java.util.Collection;

/** Finds the flag that somebody probably meant. */
final class NearestFlag {
  private static final int MOST_EDITS = 3;

  private NearestFlag() {}

  /** Returns the flag closest to what was typed; null if none is close. */
  static String to(String typed, Collection<String> flags) {
    String name = typed.contains("=") ? typed.substring(0, typed.indexOf('=')) : typed;
    String nearest = null;
    int fewest = MOST_EDITS + 1;
    for (String flag : flags) {
      int edits = edits(name, flag);
      if (edits < fewest && edits < flag.length() - 2) {
        fewest = edits;
        nearest = flag;
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
