package dev.unmask.stack.junit;

import dev.unmask.stack.BrokerSecurity;
import dev.unmask.stack.LocalBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * A broker that lets in who has a name and a password, by TLS, and lets them do what they were
 * allowed to, and nothing else. Its key is made for it.
 */
public final class SecuredBroker implements AutoCloseable {

  private static final String ADMINISTRATOR = "admin";

  private final BrokerSecurity security;
  private final LocalBroker broker;
  private final Admin admin;

  private SecuredBroker(BrokerSecurity security) {
    this.security = security;
    broker = LocalBroker.startSecured(security);
    Map<String, Object> settings = new HashMap<>(settings(ADMINISTRATOR));
    settings.put("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(settings);
  }

  /**
   * Starts it.
   *
   * @param directory for its key
   * @param passwords of users, by name
   * @throws IOException if there is no {@code keytool} to make the key with
   */
  public static SecuredBroker start(Path directory, Map<String, String> passwords)
      throws IOException {
    Map<String, String> all = new HashMap<>(passwords);
    all.put(ADMINISTRATOR, "administrator-password");
    String storePassword = "canary-store-password";
    Path store = directory.resolve("broker.p12");
    makeKey(store, storePassword);
    return new SecuredBroker(new BrokerSecurity(store, storePassword, ADMINISTRATOR, all));
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** What a client of the administrator's is to be set to. */
  public Map<String, String> administrator() {
    return settings(ADMINISTRATOR);
  }

  /** What a client of that user is to be set to; empty passwords for who is not known. */
  public Map<String, String> settings(String user) {
    String login = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    String password = security.passwords().getOrDefault(user, "");
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login + " username=\"" + user + "\" password=\"" + password + "\";",
        "ssl.truststore.location",
        security.keyStore().toString(),
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.password",
        security.keyStorePassword());
  }

  /** Allows this and nothing else, to whomever it names. */
  public void allow(Collection<AclBinding> acls) {
    try {
      admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
      admin.createAcls(acls).all().get();
      // The controller has them; whoever reads them back asks the broker.
      while (admin.describeAcls(AclBindingFilter.ANY).values().get().size() != acls.size()) {
        Thread.sleep(20);
      }
    } catch (ExecutionException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }

  private static void makeKey(Path store, String password) throws IOException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool has made no key: status " + keytool.exitValue());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
