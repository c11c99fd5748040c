# أخطاء حقول الطلب

field_malformed = المحتوى ليس بصيغة JSON سليمة.
field_unknown = هذا الحقل غير معروف هنا.
field_missing = هذا الحقل مطلوب.
field_invalid = هذه القيمة غير صحيحة.
field_too_short = أدخل { $min } أحرف على الأقل.
field_too_long = أدخل { $max } حرفًا على الأكثر.
field_too_small = أدخل { $min } على الأقل.
field_too_large = أدخل { $max } على الأكثر.
field_blank = لا يمكن ترك هذا الحقل فارغًا.
field_unknown_region = لا توجد منطقة بهذا الاسم.
field_invalid_cursor = علامة الصفحة هذه لا تخص هذه القائمة.
