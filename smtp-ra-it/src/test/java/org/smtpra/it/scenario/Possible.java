package org.smtpra.it.scenario;

import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.smtpra.it.server.ServerJava;

/** Leaves out what the server of this run cannot do, with the reason. */
final class Possible implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (ServerJava.ofThisRun().isEmpty()) {
      return ConditionEvaluationResult.disabled(ServerJava.missing());
    }
    Map<String, String> exemptions = Products.ofThisRun().exemptions();
    String type = context.getRequiredTestClass().getSimpleName();
    String name = context.getTestMethod().map(method -> type + "." + method.getName()).orElse(type);
    String reason = exemptions.get(name);
    return reason == null
        ? ConditionEvaluationResult.enabled("it is expected to pass")
        : ConditionEvaluationResult.disabled(reason);
  }
}
