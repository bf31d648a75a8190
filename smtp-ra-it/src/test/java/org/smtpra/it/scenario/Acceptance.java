package org.smtpra.it.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of scenarios that run in the test's JVM against a real application server, which is
 * started before the first class and stopped after the last: WildFly by Arquillian, the others by
 * their drivers. Such a class has a {@link Stage} in a field with {@code @RegisterExtension};
 * constructors and {@code @BeforeAll} methods cannot have parameters, because Arquillian's
 * extension claims them all.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({ArquillianExtension.class, Possible.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@interface Acceptance {}
