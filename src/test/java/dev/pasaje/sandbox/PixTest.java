// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.pasaje.sandbox.payments.BrCode;
import dev.pasaje.sandbox.world.Account;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PixTest {
  /// mercadopago/sdk-java payment_pix.json.
  private static final String OFFICIAL =
      "00020126580014br.gov.bcb.pix0136d58a7469-afb3-48dd-b279-5576754cd5f7"
          + "5204000053039865406100.005802BR5911TETE97814116009Sao Paulo62240520mpqrinter2107181556063044CC4";

  @Test
  void the_code_of_the_official_fixture_is_made_byte_for_byte() {
    String made =
        BrCode.of(
            "d58a7469-afb3-48dd-b279-5576754cd5f7",
            new BigDecimal("100"),
            "TETE9781411",
            "Sao Paulo",
            "mpqrinter21071815560");
    assertThat(made).isEqualTo(OFFICIAL);
    assertThat(BrCode.crc(OFFICIAL.substring(0, OFFICIAL.length() - 4))).isEqualTo("4CC4");
  }

  @Test
  void the_image_holds_the_code() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      Till till = Till.of(sandbox, "MLB");
      Shop.Answer pix = till.pay(till.offline("pix", ""));
      String data = "/point_of_interaction/transaction_data";
      String code = pix.at(data + "/qr_code").stringValue();
      assertThat(code).contains("5406100.50").contains("mpqrinter" + Till.id(pix));
      assertThat(code).endsWith(BrCode.crc(code.substring(0, code.length() - 4)));
      assertThat(read(Base64.getDecoder().decode(pix.at(data + "/qr_code_base64").stringValue())))
          .isEqualTo(code);
    }
  }

  private static String read(byte[] png) throws Exception {
    BufferedImage image = image(png);
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    LuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }

  private static BufferedImage image(byte[] png) throws IOException, NotFoundException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    if (image == null) {
      throw NotFoundException.getNotFoundInstance();
    }
    return image;
  }

  @Test
  void without_a_key_pix_is_neither_offered_nor_accepted() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.usual())) {
      Till till = Till.of(sandbox, "MLB");
      assertThat(till.shop().get("/v1/payment_methods").text()).contains("\"id\":\"pix\"");
      long id = till.shop().account().userId();
      sandbox
          .world()
          .exclusivelyRun(() -> {
            Account account = sandbox.world().accounts().account(id).orElseThrow();
            sandbox.world().accounts().put(account.withPixKey(false));
          });
      assertThat(till.shop().get("/v1/payment_methods").text()).doesNotContain("\"id\":\"pix\"");
      Shop.Answer refused = till.pay(till.offline("pix", ""));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.at("/cause/0/code").intValue()).isEqualTo(13253);
      assertThat(refused.at("/message").stringValue())
          .isEqualTo("Collector user without key enabled for QR render");
    }
  }
}
