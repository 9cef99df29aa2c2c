package dev.unmask.bench;

import dev.unmask.lab.LabFiles;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A scan download of any length: the lab's records, with their chains, over and over, each of
 * another address and with another page. They have 7 to 20 KB.
 */
final class BannerFile {

  private static final Pattern ADDRESS = Pattern.compile("\"ip\":\\d+,\"ip_str\":\"[^\"]+\"");
  private static final String HTTP = "\"http\":";
  private static final String PROVENANCE = "\"_shodan\":";
  private static final int LONGEST_PAGE = 13_000;
  private static final int VOCABULARY = 3_000;

  private final Random random = new Random(1);
  private final List<String> words = Stream.generate(this::word).limit(VOCABULARY).toList();

  /** Replaces the file. */
  void write(int records, Path file) throws IOException {
    LabScenario scenario = LabScenario.divd(0.05, 1, LabPorts.free());
    Instant now = Instant.now();
    new LabFiles(scenario, LabPki.create(scenario.leaves(), now), now).banners(file);
    List<String> lines = Files.readAllLines(file);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int record = 0; record < records; record++) {
        out.write(another(lines.get(record % lines.size()), record));
        out.write('\n');
      }
    }
  }

  private String another(String line, int record) {
    int ip = 10 << 24 | record;
    String address =
        "10." + (record >> 16 & 255) + "." + (record >> 8 & 255) + "." + (record & 255);
    String moved =
        ADDRESS
            .matcher(line)
            .replaceFirst(
                "\"ip\":" + Integer.toUnsignedLong(ip) + ",\"ip_str\":\"" + address + "\"");
    String page = "\"html\":\"" + page();
    return moved.contains(HTTP)
        ? moved.replaceFirst("\"html\":\"", page)
        : moved.replaceFirst(
            PROVENANCE,
            HTTP + "{\"status\":200,\"server\":\"nginx\"," + page + "\"}," + PROVENANCE);
  }

  private String page() {
    int length = random.nextInt(LONGEST_PAGE);
    StringBuilder page = new StringBuilder(length + 32);
    while (page.length() < length) {
      page.append("<p>").append(words.get(random.nextInt(VOCABULARY))).append("</p> ");
      for (int i = random.nextInt(20); i > 0; i--) {
        page.append(words.get(random.nextInt(VOCABULARY))).append(' ');
      }
    }
    return page.toString();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(9); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
