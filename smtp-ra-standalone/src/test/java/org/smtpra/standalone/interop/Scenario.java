package org.smtpra.standalone.interop;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** What a group of scenarios needs. */
interface Scenario {

  /** The server that all scenarios share; each leaves it running. */
  ServerUnderTest server();

  /** One test for each way to put a message on the wire. */
  default Stream<DynamicTest> inEveryMode(ThrowingConsumer<WireMode> scenario) {
    return DynamicTest.stream(server().traits().modes().stream(), WireMode::name, scenario);
  }
}
