package dev.unmask.lab.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** What keys a hierarchy has, and how they sign. */
enum KeyKind {
  RSA_2048("RSA", "SHA256withRSA"),
  P_256("EC", "SHA256withECDSA");

  private final String algorithm;
  private final String signature;

  KeyKind(String algorithm, String signature) {
    this.algorithm = algorithm;
    this.signature = signature;
  }

  /** In the JDK's words. */
  String signature() {
    return signature;
  }

  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK has " + this, impossible);
    }
  }

  private AlgorithmParameterSpec parameters() {
    return switch (this) {
      case RSA_2048 -> new RSAKeyGenParameterSpec(2_048, RSAKeyGenParameterSpec.F4);
      case P_256 -> new ECGenParameterSpec("secp256r1");
    };
  }
}
