package dev.unmask.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What a local broker demands of its clients: TLS, a name with a password (SASL PLAIN), and ACLs
 * for all but the administrator. It is as a cluster that others run, for those who try whether
 * unmask gets along there; the controller's own port stays open to this machine.
 *
 * @param keyStore the broker's certificate with its key, PKCS #12; trusts that certificate too
 * @param keyStorePassword of the store and of the key
 * @param administrator whom everything is allowed; also the broker, where it talks to itself
 * @param passwords of all users by name, the administrator's too
 */
public record BrokerSecurity(
    Path keyStore, String keyStorePassword, String administrator, Map<String, String> passwords) {

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  public BrokerSecurity {
    passwords = Map.copyOf(passwords);
    if (!passwords.containsKey(administrator)) {
      throw new IllegalArgumentException("no password for the administrator, " + administrator);
    }
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "TLS and SASL with ACLs for " + passwords.keySet();
  }

  void apply(Properties to) {
    to.setProperty("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT");
    tls(to);
    sasl(to);
    access(to);
  }

  private void tls(Properties to) {
    for (String store : new String[] {"ssl.keystore", "ssl.truststore"}) {
      to.setProperty(store + ".location", keyStore.toString());
      to.setProperty(store + ".password", keyStorePassword);
      to.setProperty(store + ".type", "PKCS12");
    }
    to.setProperty("ssl.key.password", keyStorePassword);
  }

  private void sasl(Properties to) {
    to.setProperty("sasl.enabled.mechanisms", "PLAIN");
    to.setProperty("sasl.mechanism.inter.broker.protocol", "PLAIN");
    StringBuilder users = new StringBuilder(LOGIN);
    users.append(option("username", administrator));
    users.append(option("password", passwords.getOrDefault(administrator, "")));
    passwords.forEach((name, password) -> users.append(option("user_" + name, password)));
    to.setProperty("listener.name.clients.plain.sasl.jaas.config", users + ";");
  }

  private static String option(String name, String value) {
    return " " + name + "=\"" + value + "\"";
  }

  /** Who comes by the controller's port is this broker, and has no name. */
  private void access(Properties to) {
    to.setProperty(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    to.setProperty("super.users", "User:" + administrator + ";User:ANONYMOUS");
  }
}
