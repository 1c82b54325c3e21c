package io.sluice.strictjson;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.util.Locale;

/** Takes the words that older YAML has for true and false where one of these is wanted. */
final class YesOrNo extends DeserializationProblemHandler {

  @Override
  public Object handleWeirdStringValue(DeserializationContext context, Class<?> target,
      String value, String failure) {
    if (target != boolean.class && target != Boolean.class) {
      return NOT_HANDLED;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes", "on" -> true;
      case "no", "off" -> false;
      default -> NOT_HANDLED;
    };
  }
}
