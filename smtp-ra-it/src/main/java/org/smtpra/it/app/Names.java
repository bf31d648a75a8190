package org.smtpra.it.app;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Named;

/** Selects a bean by its name. */
final class Names extends AnnotationLiteral<Named> implements Named {

  private static final long serialVersionUID = 1L;

  private final String name;

  Names(String name) {
    this.name = name;
  }

  @Override
  public String value() {
    return name;
  }
}
