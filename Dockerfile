# One image for every stage: what it does is the command that it is given.
FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -DskipTests -Dmaven.test.skip=true -pl app -am package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --user-group --create-home unmask \
  && mkdir -p /var/lib/unmask /lab \
  && chown unmask:unmask /var/lib/unmask /lab
COPY --from=build /src/unmask /opt/unmask/unmask
COPY --from=build /src/app/target/unmask/lib /opt/unmask/lib
# The registry that 'demo', 'analyze' and 'up' start; the services of docker-compose.yml have one of their own.
COPY --from=build /src/stack/target/registry /opt/unmask/registry
USER unmask
WORKDIR /home/unmask
VOLUME /var/lib/unmask
ENTRYPOINT ["/opt/unmask/unmask"]
CMD ["--help"]
