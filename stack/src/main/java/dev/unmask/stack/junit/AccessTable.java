package dev.unmask.stack.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The ACLs that a document lists: rows of a Markdown table with user, type of resource, name and
 * operation. A name that ends in {@code *} is a prefix. So what is documented is what is tested.
 */
public final class AccessTable {

  private static final String DOCUMENTED_PREFIX = "unmask";

  private AccessTable() {}

  /**
   * The rows of that user.
   *
   * @param prefix of the topics, in the place of {@code unmask}
   * @throws IOException if the document cannot be read
   */
  public static List<AclBinding> of(String user, Path document, String prefix) throws IOException {
    return Files.readAllLines(document).stream()
        .filter(line -> line.startsWith("| " + user + " |"))
        .map(line -> line.replace("`", "").split("\\|"))
        .map(cells -> binding(user, cells[2].strip(), cells[3].strip(), cells[4].strip(), prefix))
        .toList();
  }

  private static AclBinding binding(
      String user, String type, String documented, String operation, String prefix) {
    String name = documented.replaceFirst("^" + DOCUMENTED_PREFIX, prefix);
    boolean prefixed = name.endsWith("*");
    return new AclBinding(
        new ResourcePattern(
            ResourceType.fromString(type.replace(' ', '_')),
            prefixed ? name.substring(0, name.length() - 1) : name,
            prefixed ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + user,
            "*",
            AclOperation.fromString(operation.toUpperCase(Locale.ROOT)),
            AclPermissionType.ALLOW));
  }
}
