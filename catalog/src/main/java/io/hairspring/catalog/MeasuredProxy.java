package io.hairspring.catalog;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Puts measuring before every method of an interface. What a method returns or throws reaches the
 * caller unchanged; one that returns a {@link CompletionStage} lasts until that completes.
 *
 * <p>A call costs what {@link MeasuredCall} does and a reflective call; measure hot paths by hand.
 */
public final class MeasuredProxy {
  private MeasuredProxy() {}

  /** Measures each method as {@code Type.method}: see {@link #of(Class, Object, Function)}. */
  public static <T> T of(Class<T> type, T target, CallMetrics calls) {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(calls, "calls");
    return of(type, target, method -> calls.call(type.getSimpleName() + "." + method.getName()));
  }

  /**
   * Returns an implementation of {@code type} that measures and then asks {@code target}.
   *
   * @param calls what measures a method; asked once for each, also for each of several of one name
   * @throws IllegalArgumentException if {@code type} is not an interface, or one whose methods this
   *     library may not call
   */
  public static <T> T of(Class<T> type, T target, Function<Method, MeasuredCall> calls) {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(calls, "calls");
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          "type " + type.getName() + " cannot be measured; expected an interface");
    }
    Map<Method, MeasuredCall> byMethod = new HashMap<>();
    for (Method method : type.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        if (!method.trySetAccessible()) {
          throw new IllegalArgumentException(
              "type "
                  + type.getName()
                  + " cannot be measured; expected a public interface of an"
                  + " exported package, or an open one");
        }
        byMethod.put(method, calls.apply(method));
      }
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Measuring(target, byMethod)));
  }

  /** Measures and asks the target. */
  private static final class Measuring implements InvocationHandler {
    private final Object target;
    private final Map<Method, MeasuredCall> byMethod; // not written from here on

    Measuring(Object target, Map<Method, MeasuredCall> byMethod) {
      this.target = target;
      this.byMethod = byMethod;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      MeasuredCall call = byMethod.get(method);
      if (call == null) { // equals, hashCode and toString of Object
        return method.getName().equals("equals") ? proxy == arguments[0] : ask(method, arguments);
      }
      MeasuredCall.Timing timing = call.begin();
      try {
        Object result = ask(method, arguments);
        if (result instanceof CompletionStage<?> stage) {
          timing.until(stage);
        } else {
          timing.close();
        }
        return result;
      } catch (Throwable thrown) {
        timing.failed(thrown);
        timing.close();
        throw thrown;
      }
    }

    private Object ask(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }
  }
}
