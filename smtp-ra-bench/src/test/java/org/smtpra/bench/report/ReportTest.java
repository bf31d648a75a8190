package org.smtpra.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.peer.Peer;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What a run has measured is kept, and rendered the same from what was kept. */
class ReportTest {
  @TempDir Path directory;

  @Test
  void reportIsTheSameFromTheResultsThatWereKept() throws IOException {
    Results results = results();
    Environment environment = environment();
    ResultsFile.write(results, directory.resolve("results.csv"));
    environment.write(directory.resolve("environment.txt"));
    Results kept = ResultsFile.read(directory.resolve("results.csv"));
    Environment known = Environment.read(directory.resolve("environment.txt"));
    assertEquals(Report.lines(results, environment), Report.lines(kept, known));
    assertEquals(ReadmeTable.lines(results, environment), ReadmeTable.lines(kept, known));
    assertEquals(Picture.lines(results), Picture.lines(kept));
  }

  @Test
  void reportTellsHowItWasMadeAndWhoFailed() {
    String report = String.join("\n", Report.lines(results(), environment()));
    assertTrue(report.contains("# Senders beside each other, 2026-12-01"), report);
    assertTrue(report.contains("- **machine**: two processors: fast ones"), report);
    assertTrue(report.contains("| `vertx` | failed: no, not at all |"), report);
  }

  @Test
  void tableForTheReadmeHasARowForEachSenderWithOursInBold() {
    List<String> table = ReadmeTable.lines(results(), environment());
    assertTrue(
        table.contains("| **smtp-ra** | 2.00 | 3000 | 600 | 190 | 40 | 12 |"), table::toString);
    assertTrue(
        table.contains("| nodemailer | 2.00 | 2000 | \u2013 | 150 | 300 | \u2013 |"),
        table::toString);
    assertTrue(table.get(table.size() - 1).contains("2026-12-01, two processors: fast ones"));
  }

  @Test
  void pictureIsXmlWithABarForEachRate() throws Exception {
    String picture = String.join("\n", Picture.lines(results()));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(picture)));
    assertEquals("svg", document.getDocumentElement().getTagName());
    // The page, three squares of the legend and five bars.
    assertEquals(9, document.getElementsByTagName("rect").getLength());
    assertTrue(picture.contains(">3,000</text>"), picture);
  }

  @Test
  void resultsOfAnotherVersionAreRefused() throws IOException {
    Path file = directory.resolve("results.csv");
    Files.writeString(file, "sender,speed\n");
    String message = assertThrows(IOException.class, () -> ResultsFile.read(file)).getMessage();
    assertTrue(message.contains("does not begin with the line: rtt,octets"), message);
  }

  private static Results results() {
    Results results = new Results();
    double[] rates = {3000, 600, 190};
    for (int i = 0; i < rates.length; i++) {
      Workload workload = Compared.ALL.get(i);
      results.add(workload, Peer.SMTP_RA, new Measurement(rates[i], 1, 2, 2, 40, 12, 8, 3));
    }
    results.add(
        Compared.HERE,
        Peer.NODEMAILER,
        new Measurement(2000, 1, 2, 2, 300, Double.NaN, 8, Double.NaN));
    results.add(
        Compared.FAR,
        Peer.NODEMAILER,
        new Measurement(150, 1, 2, 2, 300, Double.NaN, 8, Double.NaN));
    results.fail(Workloads.plain(0, Workloads.LARGE, 1), Peer.VERTX, "no, not\nat all");
    return results;
  }

  private static Environment environment() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", "2026-12-01");
    facts.put("machine", "two processors: fast ones");
    facts.put("command", "mvn verify");
    return new Environment(facts);
  }
}
