package io.hairspring.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDesc;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a module reaches by name, as GraalVM's {@code reachability-metadata.json} says it: fields
 * behind VarHandles, classes that a command line fills, and resources. Read from the compiled
 * classes, so that the file in the tree can be compared with it, in both directions.
 */
public final class Reachability {
  private static final String COMMAND_LINE = "picocli.CommandLine$";
  private static final Path RESOURCES = Path.of("src", "main", "resources");

  private final Map<String, Set<String>> fields = new TreeMap<>(); // by type; none for a whole type

  private Reachability() {}

  /** Returns the file of the module in whose folder the caller runs. */
  public static Path file(String artifact) {
    return RESOURCES.resolve(
        Path.of(
            "META-INF", "native-image", "io.hairspring", artifact, "reachability-metadata.json"));
  }

  /** Returns what that file must hold for the module that {@code any} class belongs to. */
  public static String of(Class<?> any) {
    try {
      Path root = Path.of(any.getProtectionDomain().getCodeSource().getLocation().toURI());
      Reachability found = new Reachability();
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(each -> isClass(each)).sorted().toList()) {
          String name =
              root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
          found.look(
              Class.forName(
                  name.substring(0, name.length() - ".class".length()),
                  false,
                  any.getClassLoader()));
        }
      }
      return found.json(resources());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException | URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static boolean isClass(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && !name.endsWith("-info.class");
  }

  private void look(Class<?> type) throws ReflectiveOperationException {
    Field[] all = type.getDeclaredFields();
    if (isFilled(type) || Arrays.stream(all).anyMatch(Reachability::isFilled)) {
      fields.put(type.getName(), Set.of());
    }
    for (Field field : all) {
      if (field.getType() == VarHandle.class && Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        VarHandle handle = (VarHandle) field.get(null);
        Class<?> owner = handle == null ? null : handle.coordinateTypes().get(0);
        if (owner != null && !owner.isArray()) {
          add(owner, handle);
        }
      }
    }
  }

  private static boolean isFilled(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(each -> each.annotationType().getName().startsWith(COMMAND_LINE));
  }

  private void add(Class<?> owner, VarHandle handle) {
    try {
      ConstantDesc described = handle.describeConstable().orElseThrow();
      add(owner, ((VarHandle.VarHandleDesc) described).constantName());
    } catch (InternalError inherited) { // the JDK looks for the field in its heir
      for (Class<?> heir = owner; heir != Object.class; heir = heir.getSuperclass()) {
        for (Field field : heir.getDeclaredFields()) {
          if (field.getType() == handle.varType() && !Modifier.isStatic(field.getModifiers())) {
            add(heir, field.getName()); // the one or others like it, which do no harm
          }
        }
      }
    }
  }

  private void add(Class<?> owner, String field) {
    fields.computeIfAbsent(owner.getName(), name -> new TreeSet<>()).add(field);
  }

  private static List<String> resources() throws IOException {
    if (!Files.isDirectory(RESOURCES)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.startsWith("META-INF/"))
          .sorted()
          .toList();
    }
  }

  private String json(List<String> resources) {
    List<String> types = new ArrayList<>();
    fields.forEach((type, names) -> types.add("    " + json(type, names)));
    List<String> globs =
        resources.stream().map(name -> "    { \"glob\": \"" + name + "\" }").toList();
    return "{\n  \"reflection\": [\n"
        + String.join(",\n", types)
        + "\n  ]"
        + (globs.isEmpty() ? "" : ",\n  \"resources\": [\n" + String.join(",\n", globs) + "\n  ]")
        + "\n}\n";
  }

  private static String json(String type, Set<String> names) {
    String what =
        names.isEmpty()
            ? "\"allDeclaredConstructors\": true, \"allDeclaredMethods\": true,"
                + " \"allDeclaredFields\": true"
            : names.stream()
                .map(name -> "{ \"name\": \"" + name + "\" }")
                .collect(Collectors.joining(", ", "\"fields\": [", "]"));
    return "{ \"type\": \"" + type + "\", " + what + " }";
  }
}
