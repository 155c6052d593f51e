package io.hairspring.runtime.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the control groups of this process are. Immutable.
 *
 * <p>Version 1 has a hierarchy for each controller, version 2 one for all; a machine may have both
 * mounted. A limit of an outer group holds for the groups in it.
 *
 * <p>Source: cgroups(7), and the kernel's Documentation/admin-guide/cgroup-v2.rst.
 */
final class ControlGroups {
  private final Path mount;
  private final Map<String, String> groupByController = new HashMap<>(); // version 1
  private String unifiedGroup; // version 2; null without

  private ControlGroups(Path mount) {
    this.mount = mount;
  }

  /** Reads where they are; empty on a machine without. */
  static ControlGroups under(Path root) {
    ControlGroups groups = new ControlGroups(root.resolve("sys/fs/cgroup"));
    for (String line : KernelFile.lines(root.resolve("proc/self/cgroup"))) {
      String[] parts = line.split(":", 3); // hierarchy, controllers, group
      if (parts.length == 3 && parts[1].isEmpty()) {
        groups.unifiedGroup = parts[2];
      } else if (parts.length == 3) {
        for (String controller : parts[1].split(",", -1)) {
          groups.groupByController.put(controller, parts[2]);
        }
      }
    }
    return groups;
  }

  /** Returns whether a controller is one of version 1. */
  boolean isVersion1(String controller) {
    return groupByController.containsKey(controller);
  }

  /** Returns the folders of a controller's group and of those around it, the innermost first. */
  List<Path> folders(String controller) {
    String group = groupByController.getOrDefault(controller, unifiedGroup);
    if (group == null) {
      return List.of();
    }
    Path top = isVersion1(controller) ? mount.resolve(controller) : unifiedMount();
    Path own = top.resolve(group.replaceFirst("^/+", "")).normalize();
    if (!own.startsWith(top) || !Files.isDirectory(own)) {
      own = top; // in a container, which sees its own group as the top
    }
    List<Path> folders = new ArrayList<>();
    for (Path folder = own; folder.startsWith(top); folder = folder.getParent()) {
      folders.add(folder);
    }
    return folders;
  }

  private Path unifiedMount() {
    Path hybrid = mount.resolve("unified");
    return Files.isDirectory(hybrid) ? hybrid : mount;
  }
}
