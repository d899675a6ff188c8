import { z } from "zod";

const Button = z.looseObject({
  type: z.string(),
  title: z.string(),
  payload: z.string().optional(),
  url: z.string().optional(),
});
export type Button = z.infer<typeof Button>;

/** A message to be sent, as far as we look into it: the schema has been checked before. */
export const Request = z.looseObject({
  recipient: z.looseObject({ id: z.string() }),
  tag: z.string().optional(),
  sender_action: z.string().optional(),
  target_app_id: z.string().optional(),
  message: z
    .looseObject({
      text: z.string().optional(),
      metadata: z.string().optional(),
      quick_replies: z.array(z.looseObject({ title: z.string(), payload: z.string() })).optional(),
      attachment: z
        .looseObject({
          type: z.string(),
          payload: z.looseObject({
            url: z.string().optional(),
            text: z.string().optional(),
            buttons: z.array(Button).optional(),
            elements: z
              .array(
                z.looseObject({
                  title: z.string(),
                  subtitle: z.string().optional(),
                  image_url: z.string().optional(),
                  buttons: z.array(Button).optional(),
                }),
              )
              .optional(),
          }),
        })
        .optional(),
    })
    .optional(),
});
export type Request = z.infer<typeof Request>;
