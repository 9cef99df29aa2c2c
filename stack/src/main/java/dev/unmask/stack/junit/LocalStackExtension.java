package dev.unmask.stack.junit;

import dev.unmask.stack.LocalStack;
import dev.unmask.stack.LocalStackSettings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a parameter of type {@link LocalStack}: a temporary one, started by the first test
 * that asks, shared by all of this JVM and closed after the last. So tests must be independent of
 * what others leave there: each uses its own prefix of topics.
 */
public final class LocalStackExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(LocalStack.class);
  }

  @Override
  public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // JUnit closes what is in a store when its context ends; the root's ends with the run.
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            LocalStack.class,
            key -> LocalStack.start(LocalStackSettings.temporary()),
            LocalStack.class);
  }
}
