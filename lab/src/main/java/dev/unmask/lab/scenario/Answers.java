package dev.unmask.lab.scenario;

/** What the web servers of the case say. The first four are what DIVD saw. */
final class Answers {
  private static final String IIS = "Microsoft-IIS/10.0";

  static final HttpAnswer FORBIDDEN = HttpAnswer.page(403, IIS, "text/plain", "forbidden");
  static final HttpAnswer TO_FE2 =
      HttpAnswer.redirect(302, "https://fe2.update.microsoft.com/", IIS);
  static final HttpAnswer TO_WWW =
      HttpAnswer.redirect(301, "https://www.update.microsoft.com/", IIS);
  static final HttpAnswer TO_SUPPORT =
      HttpAnswer.redirect(302, "https://support.microsoft.com/", IIS);

  static final HttpAnswer FROM_THE_EDGE =
      HttpAnswer.redirect(301, "https://www.update.microsoft.com/", "ExampleEdge");
  static final HttpAnswer FOREIGN =
      HttpAnswer.page(
          200,
          "nginx/1.18.0",
          "text/html",
          "<html><head><title>Software Updates</title></head><body><h1>Your update is ready</h1></body></html>");

  private Answers() {}
}
