# What staff may be allowed to do; `.description` says what holding it means.

permission_products = Products
    .description = The goods with their variants, prices, pictures and stock.
permission_categories = Categories
    .description = How products are grouped in the shop.
permission_sections = Sections
    .description = The rows of the home page and their order.
permission_banners = Banners
    .description = The pictures and offers at the top of pages.
permission_reviews = Reviews
    .description = What customers write about products.
permission_orders = Orders
    .description = Orders, their progress and notes on them.
permission_payments = Payments
    .description = Payments, refunds and what the gateway says about them.
permission_promos = Promo codes
    .description = Codes, what they are worth and who used them.
permission_tax = Tax
    .description = Tax rates and what they apply to.
permission_regions = Regions
    .description = Stores by country with their currency and rules.
permission_delivery_zones = Delivery zones
    .description = Where orders are delivered, fees and closed days.
permission_customers = Customers
    .description = People with an account. Reading their contact details in full needs the level "manage".
permission_team = Team
    .description = Colleagues, what they may do, invitations and the activity log.
permission_notifications = Notifications
    .description = Messages sent to customers.
permission_contact = Messages
    .description = What people write through the contact form.
permission_analytics = Analytics
    .description = Figures of the business and their exports.
permission_settings = Settings
    .description = The shop’s name, pages and switches.

level_view = View
level_manage = Manage

# Usual jobs, offered when a colleague is invited.

preset_order_desk = Order desk
    .description = Takes orders from confirmation to delivery and answers customers.
preset_merchandiser = Merchandiser
    .description = Keeps the catalogue and the home page.
preset_marketing = Marketing
    .description = Runs offers, promo codes and campaigns.
preset_accountant = Accountant
    .description = Follows payments, refunds and tax.
preset_store_manager = Store manager
    .description = Runs the whole shop, but not the team or the settings.

# What is wrong with a change of the team.

role_needs_verified_email = Staff need a verified e-mail address.
