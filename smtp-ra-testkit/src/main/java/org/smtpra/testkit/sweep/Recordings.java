package org.smtpra.testkit.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A flight recording of the adapter's events, whose size does not matter: they are small. */
final class Recordings implements AutoCloseable {

  /** Events of our own are on in every recording unless it says otherwise; these must be. */
  private static final List<String> KNOWN = List.of("Lease", "Connect", "Send", "Cooldown");

  private static final String OURS = "org.smtpra.";

  private final Sieve sieve;
  private final Recording recording = new Recording();

  Recordings(Sieve sieve) {
    this.sieve = sieve;
  }

  void start() {
    KNOWN.forEach(event -> recording.enable(OURS + event));
    recording.start();
  }

  /** Ends the recording and looks through it. */
  @Override
  public void close() {
    try {
      Path file = Files.createTempFile("smtp-ra-sweep", ".jfr");
      try (recording) {
        recording.stop();
        recording.dump(file);
        look(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look(Path file) throws IOException {
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        String name = event.getEventType().getName();
        if (name.startsWith(OURS)) {
          sieve.look(Outlet.EVENT, name, event);
        }
      }
    }
  }
}
